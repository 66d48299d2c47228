<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>CertificateText</name>
    <message numerus="yes">
        <source>expired %n day(s) ago</source>
        <translation>
            <numerusform>expired %n day ago</numerusform>
            <numerusform>expired %n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>expires in %n day(s)</source>
        <translation>
            <numerusform>expires in %n day</numerusform>
            <numerusform>expires in %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>syspulse::AlertTexts</name>
    <message numerus="yes">
        <source>%n alerts: %1</source>
        <extracomment>number of alerts that fire, and their names</extracomment>
        <translation>
            <numerusform>%n alert: %1</numerusform>
            <numerusform>%n alerts: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>syspulse::AutoNotes</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <extracomment>%1 is a list of names</extracomment>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>SysPulse disconnected %n clients: %1</source>
        <extracomment>%1 is a list of names</extracomment>
        <translation>
            <numerusform>SysPulse disconnected %n client: %1</numerusform>
            <numerusform>SysPulse disconnected %n clients: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>syspulse::BrokerTab</name>
    <message numerus="yes">
        <source>Reported by %n worker(s) of the broker %1, counted on the wire by the component.</source>
        <extracomment>%1 is an age such as 12 s ago</extracomment>
        <translation>
            <numerusform>Reported by %n worker of the broker %1, counted on the wire by the component.</numerusform>
            <numerusform>Reported by %n workers of the broker %1, counted on the wire by the component.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reported by the component on %n worker(s) of the broker %1.</source>
        <extracomment>%1 is an age such as 12 s ago</extracomment>
        <translation>
            <numerusform>Reported by the component on %n worker of the broker %1.</numerusform>
            <numerusform>Reported by the component on %n workers of the broker %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>syspulse::ChartLane</name>
    <message numerus="yes">
        <source>%n earlier ones</source>
        <translation>
            <numerusform>%n earlier one</numerusform>
            <numerusform>%n earlier ones</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>syspulse::ChartSpec</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <extracomment>%1 is the first line&apos;s name, %n the number of further lines</extracomment>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>syspulse::ClientDetails</name>
    <message numerus="yes">
        <source>%n subscription(s); the record lists the first %1.</source>
        <translation>
            <numerusform>%n subscription; the record lists the first %1.</numerusform>
            <numerusform>%n subscriptions; the record lists the first %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n subscription(s)</source>
        <translation>
            <numerusform>%n subscription</numerusform>
            <numerusform>%n subscriptions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n client(s)</source>
        <translation>
            <numerusform>%n client</numerusform>
            <numerusform>%n clients</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>syspulse::ClientTimeline</name>
    <message numerus="yes">
        <source>%1 flapped %n time(s) between %2 and %3.</source>
        <extracomment>%1 is a client ID, %2 and %3 are dates and times, %n is how often</extracomment>
        <translation>
            <numerusform>%1 flapped %n time between %2 and %3.</numerusform>
            <numerusform>%1 flapped %n times between %2 and %3.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 came %n time(s) between %2 and %3.</source>
        <extracomment>%1 is a client ID, %2 and %3 are dates and times, %n is how often</extracomment>
        <translation>
            <numerusform>%1 came %n time between %2 and %3.</numerusform>
            <numerusform>%1 came %n times between %2 and %3.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>syspulse::ConnectedPane</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <extracomment>%1 is a list of names</extracomment>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Disconnect %n clients?</source>
        <translation>
            <numerusform>Disconnect %n client?</numerusform>
            <numerusform>Disconnect %n clients?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Disconnecting %n clients…</source>
        <translation>
            <numerusform>Disconnecting %n client…</numerusform>
            <numerusform>Disconnecting %n clients…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients were disconnected.</source>
        <translation>
            <numerusform>%n client was disconnected.</numerusform>
            <numerusform>%n clients were disconnected.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>syspulse::DiaryPane</name>
    <message numerus="yes">
        <source>the newest %n visit(s)</source>
        <translation>
            <numerusform>the newest %n visit</numerusform>
            <numerusform>the newest %n visits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s)</source>
        <translation>
            <numerusform>%n visit</numerusform>
            <numerusform>%n visits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>syspulse::InstanceReportPage</name>
    <message numerus="yes">
        <source>%n more are left out.</source>
        <translation>
            <numerusform>%n more is left out.</numerusform>
            <numerusform>%n more are left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>syspulse::InstancesModel</name>
    <message numerus="yes">
        <source>Messages in, in the last %n minutes</source>
        <translation>
            <numerusform>Messages in, in the last %n minute</numerusform>
            <numerusform>Messages in, in the last %n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>syspulse::InstancesPage</name>
    <message numerus="yes">
        <source>%n instance(s), %1 connected</source>
        <extracomment>%1 is the number of those that are connected</extracomment>
        <translation>
            <numerusform>%n instance, %1 connected</numerusform>
            <numerusform>%n instances, %1 connected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>syspulse::LogView</name>
    <message numerus="yes">
        <source>%n entry(ies)</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>syspulse::ProfileBar</name>
    <message numerus="yes">
        <source>%n profile(s) imported.</source>
        <translation>
            <numerusform>%n profile imported.</numerusform>
            <numerusform>%n profiles imported.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>syspulse::QuitGuard</name>
    <message numerus="yes">
        <source>%n updater(s) in this program will stop, and values grow old unless another updater takes over. To keep them current without a window, use the tray or the background service on the Updater page.</source>
        <translation>
            <numerusform>%n updater in this program will stop, and values grow old unless another updater takes over. To keep them current without a window, use the tray or the background service on the Updater page.</numerusform>
            <numerusform>%n updaters in this program will stop, and values grow old unless another updater takes over. To keep them current without a window, use the tray or the background service on the Updater page.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>syspulse::RefusedGroupsModel</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <extracomment>%1 is a client ID</extracomment>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>syspulse::ServerLogPane</name>
    <message numerus="yes">
        <source>%n entry(ies), the newest of the server&apos;s log, read %1. Times are those of this computer.</source>
        <extracomment>%1 is an age such as 4 s ago; %n is a number of entries</extracomment>
        <translation>
            <numerusform>%n entry, the newest of the server&apos;s log, read %1. Times are those of this computer.</numerusform>
            <numerusform>%n entries, the newest of the server&apos;s log, read %1. Times are those of this computer.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>syspulse::SlowPane</name>
    <message numerus="yes">
        <source>%n client(s) fall behind.</source>
        <translation>
            <numerusform>%n client falls behind.</numerusform>
            <numerusform>%n clients fall behind.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>syspulse::TraceDialog</name>
    <message numerus="yes">
        <source>%n packet(s)</source>
        <translation>
            <numerusform>%n packet</numerusform>
            <numerusform>%n packets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>syspulse::TraceModel</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <extracomment>%1 is a topic filter</extracomment>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
</TS>
