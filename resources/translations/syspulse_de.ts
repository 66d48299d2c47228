<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Analytics</name>
    <message>
        <source>The server did not answer with analytics rows.</source>
        <translation>Der Server hat nicht mit Analytics-Zeilen geantwortet.</translation>
    </message>
</context>
<context>
    <name>CertificateErrors</name>
    <message>
        <source>The certificate of %1 was issued by nobody who is trusted here. Choose the certificate authority that issued it, or look at the certificate and trust only this one.</source>
        <translation>Das Zertifikat von %1 wurde von niemandem ausgestellt, dem hier vertraut wird. Wählen Sie die Zertifizierungsstelle, die es ausgestellt hat, oder sehen Sie sich das Zertifikat an und vertrauen Sie nur diesem.</translation>
    </message>
    <message>
        <source>The certificate of %1 is not for &quot;%2&quot; but for: %3. Use one of these names as the address, or look at the certificate and trust only this one.</source>
        <translation>Das Zertifikat von %1 gilt nicht für „%2“, sondern für: %3. Verwenden Sie einen dieser Namen als Adresse, oder sehen Sie sich das Zertifikat an und vertrauen Sie nur diesem.</translation>
    </message>
    <message>
        <source>The certificate of %1 expired at %2. Have it renewed on the server, or look at the certificate and trust only this one.</source>
        <translation>Das Zertifikat von %1 ist abgelaufen: %2. Lassen Sie es auf dem Server erneuern, oder sehen Sie sich das Zertifikat an und vertrauen Sie nur diesem.</translation>
    </message>
    <message>
        <source>The certificate of %1 is not valid before %2. Check the clock of this computer and the one of the server.</source>
        <translation>Das Zertifikat von %1 ist noch nicht gültig, erst ab: %2. Prüfen Sie die Uhr dieses Rechners und die des Servers.</translation>
    </message>
    <message>
        <source>The certificate of %1 has changed: it is not the only one that you trust. Expected the fingerprint %2, got %3. Connect only after the administrator of the server has confirmed the new one.</source>
        <translation>Das Zertifikat von %1 hat sich geändert: Es ist nicht das eine, dem Sie vertrauen. Erwartet wurde der Fingerabdruck %2, erhalten wurde %3. Verbinden Sie sich erst, wenn der Administrator des Servers den neuen bestätigt hat.</translation>
    </message>
    <message>
        <source>%1 did not accept the client certificate. Choose the certificate and the key that were made for this server.</source>
        <translation>%1 hat das Client-Zertifikat nicht angenommen. Wählen Sie das Zertifikat und den Schlüssel, die für diesen Server erstellt wurden.</translation>
    </message>
    <message>
        <source>%1 wants a client certificate. Choose the certificate and the key that were made for this server.</source>
        <translation>%1 verlangt ein Client-Zertifikat. Wählen Sie das Zertifikat und den Schlüssel, die für diesen Server erstellt wurden.</translation>
    </message>
    <message>
        <source>The client certificate for %1 and its key do not belong together. Choose the key of this certificate.</source>
        <translation>Das Client-Zertifikat für %1 und sein Schlüssel gehören nicht zusammen. Wählen Sie den Schlüssel dieses Zertifikats.</translation>
    </message>
    <message>
        <source>The certificate of &quot;%2&quot;, an authority above the certificate of %1, expired at %3. Have it renewed on the server, or look at the certificate and trust only this one.</source>
        <translation>Das Zertifikat von „%2“, einer Zertifizierungsstelle über dem Zertifikat von %1, ist am %3 abgelaufen. Lassen Sie es auf dem Server erneuern, oder sehen Sie sich das Zertifikat an und vertrauen Sie nur diesem.</translation>
    </message>
    <message>
        <source>The certificate of &quot;%2&quot;, an authority above the certificate of %1, is not valid before %3. Check the clock of this computer and the one of the server.</source>
        <translation>Das Zertifikat von „%2“, einer Zertifizierungsstelle über dem Zertifikat von %1, gilt erst ab %3. Prüfen Sie die Uhr dieses Rechners und die des Servers.</translation>
    </message>
    <message>
        <source>%1 broke off the TLS handshake. Either it wants a client certificate (choose the certificate and the key that were made for this server), or it has no TLS version or cipher in common with this program.</source>
        <translation>%1 hat den TLS-Verbindungsaufbau abgebrochen. Entweder verlangt der Server ein Client-Zertifikat (wählen Sie das Zertifikat und den Schlüssel, die für diesen Server erstellt wurden), oder er hat keine TLS-Version oder Verschlüsselung mit diesem Programm gemeinsam.</translation>
    </message>
    <message>
        <source>%1 broke off the TLS handshake: it has no TLS version or cipher in common with this program. TLS 1.2 or newer is needed.</source>
        <translation>%1 hat den TLS-Verbindungsaufbau abgebrochen: Der Server hat keine TLS-Version oder Verschlüsselung mit diesem Programm gemeinsam. Nötig ist TLS 1.2 oder neuer.</translation>
    </message>
</context>
<context>
    <name>CertificateText</name>
    <message>
        <source>without a name</source>
        <translation>ohne Namen</translation>
    </message>
    <message>
        <source>itself</source>
        <translation>sich selbst</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>not valid yet</source>
        <translation>noch nicht gültig</translation>
    </message>
    <message>
        <source>expired less than a day ago</source>
        <translation>vor weniger als einem Tag abgelaufen</translation>
    </message>
    <message numerus="yes">
        <source>expired %n day(s) ago</source>
        <translation>
            <numerusform>vor %n Tag abgelaufen</numerusform>
            <numerusform>vor %n Tagen abgelaufen</numerusform>
        </translation>
    </message>
    <message>
        <source>expires in less than a day</source>
        <translation>läuft in weniger als einem Tag ab</translation>
    </message>
    <message numerus="yes">
        <source>expires in %n day(s)</source>
        <translation>
            <numerusform>läuft in %n Tag ab</numerusform>
            <numerusform>läuft in %n Tagen ab</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ClientIdentity</name>
    <message>
        <source>The file %1 of the client certificate cannot be read. Check that it is there and that you may read it.</source>
        <translation>Die Datei %1 des Client-Zertifikats kann nicht gelesen werden. Prüfen Sie, ob sie vorhanden ist und Sie sie lesen dürfen.</translation>
    </message>
    <message>
        <source>The file %1 is too large to be a certificate or a key. Choose another one.</source>
        <translation>Die Datei %1 ist zu groß für ein Zertifikat oder einen Schlüssel. Wählen Sie eine andere.</translation>
    </message>
    <message>
        <source>A SHA-256 fingerprint has 64 hexadecimal digits, with or without colons.</source>
        <translation>Ein SHA-256-Fingerabdruck hat 64 hexadezimale Ziffern, mit oder ohne Doppelpunkte.</translation>
    </message>
    <message>
        <source>There is a key file, but no client certificate that it belongs to. Choose the certificate file too.</source>
        <translation>Es gibt eine Schlüsseldatei, aber kein Client-Zertifikat, zu dem sie gehört. Wählen Sie auch die Zertifikatsdatei.</translation>
    </message>
    <message>
        <source>There is no certificate in %1. It must be a PEM file, whose text begins with -----BEGIN CERTIFICATE-----.</source>
        <translation>In %1 ist kein Zertifikat. Es muss eine PEM-Datei sein, deren Text mit -----BEGIN CERTIFICATE----- beginnt.</translation>
    </message>
    <message>
        <source>There is no private key in %1. It must be a PEM file. Choose the key file.</source>
        <translation>In %1 ist kein privater Schlüssel. Es muss eine PEM-Datei sein. Wählen Sie die Schlüsseldatei.</translation>
    </message>
    <message>
        <source>The key in %1 is encrypted. Enter its passphrase.</source>
        <translation>Der Schlüssel in %1 ist verschlüsselt. Geben Sie seine Passphrase ein.</translation>
    </message>
    <message>
        <source>The passphrase of the key in %1 is wrong. Enter it again.</source>
        <translation>Die Passphrase des Schlüssels in %1 ist falsch. Geben Sie sie erneut ein.</translation>
    </message>
    <message>
        <source>The key in %1 is damaged, or of a kind that is not known here. Choose another key file.</source>
        <translation>Der Schlüssel in %1 ist beschädigt oder von einer Art, die hier nicht bekannt ist. Wählen Sie eine andere Schlüsseldatei.</translation>
    </message>
    <message>
        <source>The passphrase of the key in %1 is wrong, or the key is encrypted with a method that is too old for this system. Enter it again, or encrypt the key again with &quot;openssl pkcs8 -topk8&quot;.</source>
        <translation>Die Passphrase des Schlüssels in %1 ist falsch, oder der Schlüssel ist mit einem Verfahren verschlüsselt, das für dieses System zu alt ist. Geben Sie sie noch einmal ein, oder verschlüsseln Sie den Schlüssel neu mit „openssl pkcs8 -topk8“.</translation>
    </message>
    <message>
        <source>The certificate in %1 has a public key that is damaged, or of a kind that is not known here. Choose another certificate.</source>
        <translation>Das Zertifikat in %1 hat einen öffentlichen Schlüssel, der beschädigt oder von einer Art ist, die hier nicht bekannt ist. Wählen Sie ein anderes Zertifikat.</translation>
    </message>
</context>
<context>
    <name>EventMetrics</name>
    <message>
        <source>%1: the component counts %2, the server&apos;s analytics %3. What the component counts is published; compare it with the Clients page.</source>
        <translation>%1: Die Komponente zählt %2, die Analytics des Servers %3. Veröffentlicht wird, was die Komponente zählt; vergleichen Sie es mit der Seite „Clients“.</translation>
    </message>
    <message>
        <source>%1: the component and the server&apos;s analytics agree again (%2 and %3).</source>
        <translation>%1: Die Komponente und die Analytics des Servers stimmen wieder überein (%2 und %3).</translation>
    </message>
    <message>
        <source>Clients connected, those before login included</source>
        <translation>Verbundene Clients einschließlich derer vor der Anmeldung</translation>
    </message>
    <message>
        <source>Clients connected</source>
        <translation>Verbundene Clients</translation>
    </message>
    <message>
        <source>Refused logins</source>
        <translation>Abgelehnte Anmeldungen</translation>
    </message>
</context>
<context>
    <name>HttpOperations</name>
    <message>
        <source>No secure connection to %1 could be made. Check that the port is the one of the operations API.</source>
        <translation>Es konnte keine sichere Verbindung zu %1 aufgebaut werden. Prüfen Sie, ob der Port der der Operations-API ist.</translation>
    </message>
    <message>
        <source>%1 does not use TLS: it answers in plain HTTP. If that is meant, use an http:// address.</source>
        <translation>%1 verwendet kein TLS, sondern antwortet mit unverschlüsseltem HTTP. Wenn das so sein soll, geben Sie eine http://-Adresse an.</translation>
    </message>
</context>
<context>
    <name>Json</name>
    <message>
        <source>The text is not valid JSON.</source>
        <translation>Der Text ist kein gültiges JSON.</translation>
    </message>
    <message>
        <source>The JSON text is nested too deeply.</source>
        <translation>Der JSON-Text ist zu tief verschachtelt.</translation>
    </message>
</context>
<context>
    <name>Lease</name>
    <message>
        <source>%1, process %2</source>
        <translation>%1, Prozess %2</translation>
    </message>
    <message>
        <source>the component on %1</source>
        <translation>die Komponente auf %1</translation>
    </message>
</context>
<context>
    <name>Metrics</name>
    <message>
        <source>The server&apos;s clock was set back by %1 s: the message counters are estimated until the broker restarts.</source>
        <translation>Die Uhr des Servers wurde um %1 s zurückgestellt: Die Nachrichtenzähler sind geschätzt, bis der Broker neu startet.</translation>
    </message>
    <message>
        <source>The server&apos;s clock was set forward by %1 s: the message counters are estimated until the broker restarts.</source>
        <translation>Die Uhr des Servers wurde um %1 s vorgestellt: Die Nachrichtenzähler sind geschätzt, bis der Broker neu startet.</translation>
    </message>
    <message>
        <source>The server&apos;s analytics go on below what was read: counting goes on from now, and the counters are estimated until the broker restarts.</source>
        <translation>Die Analytics des Servers liegen zeitlich vor dem zuletzt Gelesenen: Ab jetzt wird weitergezählt, und die Zähler sind geschätzt, bis der Broker neu startet.</translation>
    </message>
    <message>
        <source>The server&apos;s clock was set back by %1 s.</source>
        <translation>Die Uhr des Servers wurde um %1 s zurückgestellt.</translation>
    </message>
    <message>
        <source>The server&apos;s clock was set forward by %1 s.</source>
        <translation>Die Uhr des Servers wurde um %1 s vorgestellt.</translation>
    </message>
</context>
<context>
    <name>MqttErrors</name>
    <message>
        <source>The host name %1 could not be resolved. Check its spelling and the network.</source>
        <translation>Der Hostname %1 konnte nicht aufgelöst werden. Prüfen Sie die Schreibweise und das Netzwerk.</translation>
    </message>
    <message>
        <source>The MQTT broker at %1 cannot be reached. Check that it runs and that the port is right.</source>
        <translation>Der MQTT-Broker auf %1 ist nicht erreichbar. Prüfen Sie, ob er läuft und der Port stimmt.</translation>
    </message>
    <message>
        <source>%1 did not answer the MQTT login in time. Check host and port, and whether the port speaks TLS at all.</source>
        <translation>%1 hat auf die MQTT-Anmeldung nicht rechtzeitig geantwortet. Prüfen Sie Host und Port und ob der Port überhaupt TLS spricht.</translation>
    </message>
    <message>
        <source>%1 did not answer the MQTT login in time. Check host and port, and whether the port expects TLS.</source>
        <translation>%1 hat auf die MQTT-Anmeldung nicht rechtzeitig geantwortet. Prüfen Sie Host und Port und ob der Port TLS erwartet.</translation>
    </message>
    <message>
        <source>%1 closed the connection before the MQTT login. Check whether the port speaks TLS and MQTT.</source>
        <translation>%1 hat die Verbindung vor der MQTT-Anmeldung geschlossen. Prüfen Sie, ob der Port TLS und MQTT spricht.</translation>
    </message>
    <message>
        <source>%1 closed the connection before the MQTT login. Check whether the port expects TLS.</source>
        <translation>%1 hat die Verbindung vor der MQTT-Anmeldung geschlossen. Prüfen Sie, ob der Port TLS erwartet.</translation>
    </message>
    <message>
        <source>The MQTT broker at %1 refused the login. Check user name and password.</source>
        <translation>Der MQTT-Broker auf %1 hat die Anmeldung abgelehnt. Prüfen Sie Benutzername und Passwort.</translation>
    </message>
    <message>
        <source>The certificate authority stored for %1 is not a valid PEM certificate. Choose it again.</source>
        <translation>Die für %1 hinterlegte Zertifizierungsstelle ist kein gültiges PEM-Zertifikat. Wählen Sie sie neu aus.</translation>
    </message>
    <message>
        <source>The connection to the MQTT broker at %1 was lost.</source>
        <translation>Die Verbindung zum MQTT-Broker auf %1 ist abgebrochen.</translation>
    </message>
    <message>
        <source>%1 sent data that is not valid MQTT. Check that the port is an MQTT port and whether it expects TLS.</source>
        <translation>%1 hat Daten gesendet, die kein gültiges MQTT sind. Prüfen Sie, ob der Port ein MQTT-Port ist und ob er TLS erwartet.</translation>
    </message>
    <message>
        <source>The MQTT library could not start a connection.</source>
        <translation>Die MQTT-Bibliothek konnte keine Verbindung aufbauen.</translation>
    </message>
    <message>
        <source>The MQTT connection was closed on request.</source>
        <translation>Die MQTT-Verbindung wurde auf Wunsch geschlossen.</translation>
    </message>
    <message>
        <source>No secure connection to %1 could be made. Check that the port speaks MQTT with TLS.</source>
        <translation>Es konnte keine sichere Verbindung zu %1 aufgebaut werden. Prüfen Sie, ob der Port MQTT mit TLS spricht.</translation>
    </message>
</context>
<context>
    <name>Operations</name>
    <message>
        <source>The server&apos;s answer to &quot;%1&quot; is not in HarperDB&apos;s form. Check that the address is that of an operations API.</source>
        <translation>Die Antwort des Servers auf „%1“ hat nicht die Form von HarperDB. Prüfen Sie, ob die Adresse die einer Operations-API ist.</translation>
    </message>
</context>
<context>
    <name>SysRecord</name>
    <message>
        <source>A record of the table &quot;sys&quot; has no id or no value.</source>
        <translation>Ein Datensatz der Tabelle „sys“ hat keine ID oder keinen Wert.</translation>
    </message>
</context>
<context>
    <name>TopicFilter</name>
    <message>
        <source># must be the whole last level of a filter.</source>
        <translation># muss die ganze letzte Ebene eines Filters sein.</translation>
    </message>
    <message>
        <source>+ must be a whole level of a filter.</source>
        <translation>+ muss eine ganze Ebene eines Filters sein.</translation>
    </message>
</context>
<context>
    <name>WireCounts</name>
    <message>
        <source>clients were connected before counting began</source>
        <translation>Clients waren schon verbunden, als das Zählen begann</translation>
    </message>
    <message>
        <source>counting was switched off</source>
        <translation>das Zählen war ausgeschaltet</translation>
    </message>
    <message>
        <source>the component had a fault</source>
        <translation>in der Komponente trat ein Fehler auf</translation>
    </message>
    <message>
        <source>the packets of a client could not be told apart</source>
        <translation>die Pakete eines Clients ließen sich nicht auseinanderhalten</translation>
    </message>
    <message>
        <source>a connection had other bytes than were counted</source>
        <translation>auf einer Verbindung flossen andere Bytes, als gezählt wurden</translation>
    </message>
    <message>
        <source>a worker thread ended without leaving its last counts</source>
        <translation>ein Worker endete, ohne seine letzten Zahlen zu hinterlassen</translation>
    </message>
    <message>
        <source>the component does not say why</source>
        <translation>die Komponente nennt keinen Grund</translation>
    </message>
</context>
<context>
    <name>WireMetrics</name>
    <message>
        <source>MQTT packets: the component counts %1 on the wire, the server&apos;s analytics %2. What the component counts is published.</source>
        <translation>MQTT-Pakete: Die Komponente zählt %1 auf der Leitung, die Analytics des Servers zählen %2. Veröffentlicht wird, was die Komponente zählt.</translation>
    </message>
    <message>
        <source>MQTT packets: the component and the server&apos;s analytics agree again (%1 and %2).</source>
        <translation>MQTT-Pakete: Die Komponente und die Analytics des Servers stimmen wieder überein (%1 und %2).</translation>
    </message>
    <message>
        <source>The message counters have been estimated since %1 (%2) and remain so until the broker restarts.</source>
        <translation>Die Nachrichtenzähler sind seit %1 geschätzt (%2) und bleiben es, bis der Broker neu startet.</translation>
    </message>
    <message>
        <source>The component began to count after the broker had started. What came before is known from the server&apos;s analytics at most: the message counters are estimated until the broker restarts.</source>
        <translation>Die Komponente begann zu zählen, nachdem der Broker gestartet war. Was davor war, ist höchstens aus den Analytics des Servers bekannt: Die Nachrichtenzähler sind bis zum Neustart des Brokers geschätzt.</translation>
    </message>
</context>
<context>
    <name>syspulse::AboutDialog</name>
    <message>
        <source>About SysPulse</source>
        <translation>Über SysPulse</translation>
    </message>
    <message>
        <source>SysPulse %1</source>
        <translation>SysPulse %1</translation>
    </message>
    <message>
        <source>Live $SYS topics and charts for the MQTT broker of HarperDB. Free software under the GNU General Public License, version 3 or later.</source>
        <translation>$SYS-Topics und Diagramme in Echtzeit für den MQTT-Broker von HarperDB. Freie Software unter der GNU General Public License, Version 3 oder später.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>&amp;Report for whoever is asked for help</source>
        <translation>&amp;Bericht für die, die Sie um Hilfe bitten</translation>
    </message>
    <message>
        <source>&amp;Copy report</source>
        <translation>Bericht &amp;kopieren</translation>
    </message>
    <message>
        <source>It holds no password. Messages of the server may name hosts and users: read it before you pass it on.</source>
        <translation>Er enthält kein Passwort. Meldungen des Servers können Hosts und Benutzer nennen: Lesen Sie ihn, bevor Sie ihn weitergeben.</translation>
    </message>
</context>
<context>
    <name>syspulse::AlertChannel</name>
    <message>
        <source>&quot;%1&quot; is not the name of a header, such as Authorization.</source>
        <translation>„%1“ ist nicht der Name eines Headers wie Authorization.</translation>
    </message>
    <message>
        <source>SysPulse sets the header &quot;%1&quot; itself. Use another one, such as Authorization.</source>
        <translation>SysPulse setzt den Header „%1“ selbst. Nehmen Sie einen anderen, zum Beispiel Authorization.</translation>
    </message>
    <message>
        <source>Enter the address to send to, for example https://hooks.example.org/x.</source>
        <translation>Geben Sie die Adresse ein, an die gesendet wird, zum Beispiel https://hooks.example.org/x.</translation>
    </message>
    <message>
        <source>The address must be complete and begin with https:// or http://.</source>
        <translation>Die Adresse muss vollständig sein und mit https:// oder http:// beginnen.</translation>
    </message>
    <message>
        <source>Leave user name and password out of the address. Send them in a header, whose value is kept in the keychain.</source>
        <translation>Lassen Sie Benutzernamen und Passwort aus der Adresse weg. Senden Sie sie in einem Header, dessen Wert im Schlüsselbund aufbewahrt wird.</translation>
    </message>
    <message>
        <source>Enter the program with its whole path, for example /usr/local/bin/on-alert.</source>
        <translation>Geben Sie das Programm mit seinem ganzen Pfad ein, zum Beispiel /usr/local/bin/on-alert.</translation>
    </message>
    <message>
        <source>Enter the value of the header, as text on one line.</source>
        <translation>Geben Sie den Wert des Headers als Text in einer Zeile ein.</translation>
    </message>
    <message>
        <source>no address</source>
        <translation>keine Adresse</translation>
    </message>
    <message>
        <source>The address must be that of a broker, such as mqtts://broker.example.org:8883 or mqtt://127.0.0.1:1883.</source>
        <translation>Die Adresse muss die eines Brokers sein, etwa mqtts://broker.example.org:8883 oder mqtt://127.0.0.1:1883.</translation>
    </message>
    <message>
        <source>Leave user name and password out of the address. There are fields for them, and the password is kept in the keychain.</source>
        <translation>Lassen Sie Benutzername und Passwort aus der Adresse weg. Dafür gibt es Felder, und das Passwort liegt im Schlüsselbund.</translation>
    </message>
    <message>
        <source>Enter the topic to publish to, for example alerts/syspulse.</source>
        <translation>Geben Sie das Topic an, in das veröffentlicht wird, zum Beispiel alerts/syspulse.</translation>
    </message>
    <message>
        <source>Enter the password of the user.</source>
        <translation>Geben Sie das Passwort des Benutzers ein.</translation>
    </message>
</context>
<context>
    <name>syspulse::AlertChannelDialog</name>
    <message>
        <source>Ch&amp;oose…</source>
        <translation>Auswäh&amp;len…</translation>
    </message>
    <message>
        <source>New channel</source>
        <translation>Neuer Kanal</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>&amp;Testen</translation>
    </message>
    <message>
        <source>Sends a test message as it is entered here.</source>
        <translation>Sendet eine Testnachricht, so wie es hier eingegeben ist.</translation>
    </message>
    <message>
        <source>Kind of channel</source>
        <translation>Art des Kanals</translation>
    </message>
    <message>
        <source>Name of the channel</source>
        <translation>Name des Kanals</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>Value of the header</source>
        <translation>Wert des Headers</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Choose a program</source>
        <translation>Ein Programm auswählen</translation>
    </message>
    <message>
        <source>Arguments, one a line</source>
        <translation>Argumente, eines je Zeile</translation>
    </message>
    <message>
        <source>none, for example Authorization</source>
        <translation>keiner, zum Beispiel Authorization</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>&amp;Art</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>Ad&amp;resse</translation>
    </message>
    <message>
        <source>&amp;Header</source>
        <translation>&amp;Header</translation>
    </message>
    <message>
        <source>&amp;Value of the header</source>
        <translation>&amp;Wert des Headers</translation>
    </message>
    <message>
        <source>&amp;Program</source>
        <translation>&amp;Programm</translation>
    </message>
    <message>
        <source>A&amp;rguments, one a line</source>
        <translation>Arg&amp;umente, eines je Zeile</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Program to run on alerts</source>
        <translation>Programm, das bei Alarmen läuft</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>There are more than %1 arguments.</source>
        <translation>Es sind mehr als %1 Argumente.</translation>
    </message>
    <message>
        <source>as it is kept</source>
        <translation>wie er aufbewahrt ist</translation>
    </message>
    <message>
        <source>The value of the header travels in the clear. Use https:// where the service has it.</source>
        <translation>Der Wert des Headers wird im Klartext übertragen. Nehmen Sie https://, wo der Dienst es hat.</translation>
    </message>
    <message>
        <source>Sending a test…</source>
        <translation>Ein Test wird gesendet…</translation>
    </message>
    <message>
        <source>The test was delivered.</source>
        <translation>Der Test wurde zugestellt.</translation>
    </message>
    <message>
        <source>&amp;Retained: the broker keeps the last one for new subscribers</source>
        <translation>&amp;Beibehalten (retained): der Broker hält den letzten für neue Abonnenten bereit</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Quality of service</source>
        <translation>Dienstgüte</translation>
    </message>
    <message>
        <source>Retained</source>
        <translation>Beibehalten (retained)</translation>
    </message>
    <message>
        <source>none: anonymous</source>
        <translation>keiner: anonym</translation>
    </message>
    <message>
        <source>0: sent once, not acknowledged</source>
        <translation>0: einmal gesendet, nicht bestätigt</translation>
    </message>
    <message>
        <source>1: acknowledged, may come twice</source>
        <translation>1: bestätigt, kann doppelt ankommen</translation>
    </message>
    <message>
        <source>2: acknowledged, comes once</source>
        <translation>2: bestätigt, kommt einmal an</translation>
    </message>
    <message>
        <source>T&amp;opic</source>
        <translation>To&amp;pic</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>Ben&amp;utzer</translation>
    </message>
    <message>
        <source>&amp;QoS</source>
        <translation>&amp;QoS</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>Pass&amp;wort</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>The password travels in the clear. Use mqtts:// where the broker has it.</source>
        <translation>Das Passwort wird unverschlüsselt übertragen. Verwenden Sie mqtts://, wo der Broker es anbietet.</translation>
    </message>
    <message>
        <source>The address is kept in a file that only you can read. If the service takes its token in a header, leave it out of the address: the value of the header is kept in the keychain.</source>
        <translation>Die Adresse steht in einer Datei, die nur Sie lesen können. Nimmt der Dienst sein Token in einem Header entgegen, lassen Sie es aus der Adresse weg: Der Wert des Headers kommt in den Schlüsselbund.</translation>
    </message>
</context>
<context>
    <name>syspulse::AlertChannelStore</name>
    <message>
        <source>It has no list of channels.</source>
        <translation>Sie hat keine Liste von Kanälen.</translation>
    </message>
    <message>
        <source>&quot;version&quot; in it is not a number.</source>
        <translation>„version“ darin ist keine Zahl.</translation>
    </message>
    <message>
        <source>There are more than %1 channels.</source>
        <translation>Es sind mehr als %1 Kanäle.</translation>
    </message>
    <message>
        <source>Some channels were left out: %1</source>
        <translation>Einige Kanäle wurden ausgelassen: %1</translation>
    </message>
</context>
<context>
    <name>syspulse::AlertChannelsDialog</name>
    <message>
        <source>There are no channels, so alerts are shown on this desktop only.</source>
        <translation>Es gibt keine Kanäle, also werden Alarme nur auf diesem Desktop gezeigt.</translation>
    </message>
    <message>
        <source>&amp;Add channel…</source>
        <translation>Kanal hinzu&amp;fügen…</translation>
    </message>
    <message>
        <source>&amp;Edit…</source>
        <translation>Bearbe&amp;iten…</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>&amp;Testen</translation>
    </message>
    <message>
        <source>Channels of alerts</source>
        <translation>Kanäle für Alarme</translation>
    </message>
    <message>
        <source>Sends a test message by the selected channel, whether or not it is on.</source>
        <translation>Sendet eine Testnachricht über den gewählten Kanal, ob er eingeschaltet ist oder nicht.</translation>
    </message>
    <message>
        <source>Alerts of all instances are sent by each channel that is on, by this window or by the updater in the background, but never by both.</source>
        <translation>Alarme aller Instanzen werden über jeden eingeschalteten Kanal gesendet, von diesem Fenster oder vom Updater im Hintergrund, aber nie von beiden.</translation>
    </message>
    <message>
        <source>The file with the channels cannot be changed by this version of SysPulse; the log says why.</source>
        <translation>Diese Version von SysPulse kann die Datei mit den Kanälen nicht ändern; das Protokoll sagt, warum.</translation>
    </message>
    <message>
        <source>The channel was not added: there are %1 channels already, which is the most. Remove one first.</source>
        <translation>Der Kanal wurde nicht hinzugefügt: Es gibt schon %1 Kanäle, mehr sind nicht möglich. Entfernen Sie erst einen.</translation>
    </message>
    <message>
        <source>Remove the channel?</source>
        <translation>Den Kanal entfernen?</translation>
    </message>
    <message>
        <source>Alerts are no longer sent to &quot;%1&quot;. What is in the keychain for it goes too.</source>
        <translation>Alarme werden nicht mehr an „%1“ gesendet. Was im Schlüsselbund dafür liegt, wird mit entfernt.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Sending a test to &quot;%1&quot;…</source>
        <extracomment>%1 is the name of a channel</extracomment>
        <translation>Ein Test wird an „%1“ gesendet…</translation>
    </message>
    <message>
        <source>The test was delivered to &quot;%1&quot;.</source>
        <extracomment>%1 is the name of a channel</extracomment>
        <translation>Der Test wurde an „%1“ zugestellt.</translation>
    </message>
</context>
<context>
    <name>syspulse::AlertChannelsModel</name>
    <message>
        <source>On</source>
        <extracomment>whether a channel is on</extracomment>
        <translation>Ein</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Goes to</source>
        <extracomment>where the messages of a channel go</extracomment>
        <translation>Geht an</translation>
    </message>
    <message>
        <source>Last result</source>
        <translation>Letztes Ergebnis</translation>
    </message>
    <message>
        <source>Webhook (JSON)</source>
        <translation>Webhook (JSON)</translation>
    </message>
    <message>
        <source>ntfy (plain text)</source>
        <translation>ntfy (reiner Text)</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Posts each alert as JSON when it begins and when it ends. The value of the header is kept in the system&apos;s keychain.</source>
        <translation>Sendet jeden Alarm als JSON (HTTP POST), wenn er beginnt und wenn er endet. Der Wert des Headers wird im Schlüsselbund des Systems aufbewahrt.</translation>
    </message>
    <message>
        <source>Posts each alert as plain text with a title, as ntfy and similar services read it. The value of the header is kept in the system&apos;s keychain.</source>
        <translation>Sendet jeden Alarm als reinen Text mit Titel (HTTP POST), wie ntfy und ähnliche Dienste ihn lesen. Der Wert des Headers wird im Schlüsselbund des Systems aufbewahrt.</translation>
    </message>
    <message>
        <source>Runs the program for each alert when it begins and when it ends, with the alert as JSON on its standard input. No shell reads the arguments; what runs for more than 30 s is killed.</source>
        <translation>Startet das Programm bei jedem Alarm, wenn er beginnt und wenn er endet, mit dem Alarm als JSON auf der Standardeingabe. Keine Shell liest die Argumente; was länger als 30 s läuft, wird beendet.</translation>
    </message>
    <message>
        <source>Nothing sent since the start</source>
        <translation>Seit dem Start nichts gesendet</translation>
    </message>
    <message>
        <source>Delivered %1</source>
        <extracomment>%1 is date and time</extracomment>
        <translation>Zugestellt %1</translation>
    </message>
    <message>
        <source>Trying again at %1. %2</source>
        <extracomment>%1 is a time, %2 says what is wrong</extracomment>
        <translation>Neuer Versuch um %1. %2</translation>
    </message>
    <message>
        <source>Lost %1. %2</source>
        <extracomment>%1 is date and time, %2 says what is wrong</extracomment>
        <translation>Verloren %1. %2</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>MQTT (JSON)</source>
        <translation>MQTT (JSON)</translation>
    </message>
    <message>
        <source>Publishes each alert as JSON when it begins and when it ends. The password is kept in the system&apos;s keychain. A broker acknowledges also what the user may not publish: subscribe to the topic to see the test arrive.</source>
        <translation>Veröffentlicht jeden Alarm als JSON, wenn er beginnt und wenn er endet. Das Passwort liegt im Schlüsselbund des Systems. Ein Broker bestätigt auch, was der Benutzer nicht veröffentlichen darf: Abonnieren Sie das Topic, um den Test ankommen zu sehen.</translation>
    </message>
</context>
<context>
    <name>syspulse::AlertDelivery</name>
    <message>
        <source>The secret of &quot;%1&quot; may still be in the system&apos;s keychain. %2</source>
        <extracomment>%1 is the name of a channel, %2 says what is wrong with the keychain</extracomment>
        <translation>Das Geheimnis von „%1“ liegt vielleicht noch im Schlüsselbund des Systems. %2</translation>
    </message>
</context>
<context>
    <name>syspulse::AlertLog</name>
    <message>
        <source>It has no list of events.</source>
        <translation>Sie enthält keine Liste von Ereignissen.</translation>
    </message>
    <message>
        <source>Some events were left out.</source>
        <translation>Einige Ereignisse wurden ausgelassen.</translation>
    </message>
</context>
<context>
    <name>syspulse::AlertLogModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schweregrad</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Bemerkung</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>Metrik</translation>
    </message>
</context>
<context>
    <name>syspulse::AlertLogPane</name>
    <message>
        <source>E&amp;xport…</source>
        <translation>E&amp;xportieren…</translation>
    </message>
    <message>
        <source>C&amp;lear log</source>
        <translation>Protokoll &amp;leeren</translation>
    </message>
    <message>
        <source>Filter events by text</source>
        <translation>Ereignisse nach Text filtern</translation>
    </message>
    <message>
        <source>Alert log filter</source>
        <translation>Filter des Alarmprotokolls</translation>
    </message>
    <message>
        <source>Alert log</source>
        <translation>Alarmprotokoll</translation>
    </message>
    <message>
        <source>Writes the events that are shown to a CSV file.</source>
        <translation>Schreibt die angezeigten Ereignisse in eine CSV-Datei.</translation>
    </message>
    <message>
        <source>No events yet</source>
        <extracomment>%1 of %2 events match the filter</extracomment>
        <translation>Noch keine Ereignisse</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Export the alert log</source>
        <translation>Alarmprotokoll exportieren</translation>
    </message>
    <message>
        <source>CSV file (*.csv)</source>
        <translation>CSV-Datei (*.csv)</translation>
    </message>
    <message>
        <source>The alert log was exported to %1.</source>
        <translation>Das Alarmprotokoll wurde nach %1 exportiert.</translation>
    </message>
</context>
<context>
    <name>syspulse::AlertMemoryStore</name>
    <message>
        <source>&quot;version&quot; in it is not a number.</source>
        <translation>„version“ darin ist keine Zahl.</translation>
    </message>
</context>
<context>
    <name>syspulse::AlertMessage</name>
    <message>
        <source>Alert: %1 (%2)</source>
        <extracomment>%1 is the name of an alert, %2 of an instance or its address</extracomment>
        <translation>Alarm: %1 (%2)</translation>
    </message>
    <message>
        <source>Over: %1 (%2)</source>
        <extracomment>%1 is the name of an alert, %2 of an instance or its address</extracomment>
        <translation>Vorbei: %1 (%2)</translation>
    </message>
    <message>
        <source>Test of SysPulse&apos;s alerts</source>
        <translation>Test der Alarme von SysPulse</translation>
    </message>
    <message>
        <source>If you can read this, alerts of SysPulse arrive here.</source>
        <translation>Wenn Sie das lesen können, kommen Alarme von SysPulse hier an.</translation>
    </message>
</context>
<context>
    <name>syspulse::AlertNotices</name>
    <message>
        <source>%1 (%2)</source>
        <extracomment>name of an alert, and of an instance or its address</extracomment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Alerts on %1</source>
        <extracomment>name of an instance or its address</extracomment>
        <translation>Alarme auf %1</translation>
    </message>
</context>
<context>
    <name>syspulse::AlertRuleDialog</name>
    <message>
        <source>C&amp;hoose…</source>
        <translation>Aus&amp;wählen…</translation>
    </message>
    <message>
        <source>New alert rule</source>
        <translation>Neue Alarmregel</translation>
    </message>
    <message>
        <source>Alert rule</source>
        <translation>Alarmregel</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Name of the rule</source>
        <translation>Name der Regel</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Choose a topic</source>
        <translation>Topic auswählen</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Bedingung</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Schwellwert</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Unit of the duration</source>
        <translation>Einheit der Dauer</translation>
    </message>
    <message>
        <source>How far it must come back</source>
        <translation>Wie weit der Wert zurückgehen muss</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>Stunden</translation>
    </message>
    <message>
        <source>How long this must hold before the alert fires. 0: at once.</source>
        <translation>Wie lange dies gelten muss, bevor der Alarm auslöst. 0: sofort.</translation>
    </message>
    <message>
        <source>An alert ends only when the value has come back past the threshold by this much, so that it does not begin and end all the time.</source>
        <translation>Ein Alarm endet erst, wenn der Wert um so viel hinter den Schwellwert zurückgegangen ist, damit er nicht ständig beginnt und endet.</translation>
    </message>
    <message>
        <source>&amp;Topic</source>
        <translation>To&amp;pic</translation>
    </message>
    <message>
        <source>&amp;Fires when</source>
        <translation>&amp;Löst aus bei</translation>
    </message>
    <message>
        <source>T&amp;hreshold</source>
        <translation>S&amp;chwellwert</translation>
    </message>
    <message>
        <source>F&amp;or at least</source>
        <translation>&amp;Mindestens für</translation>
    </message>
    <message>
        <source>Must come &amp;back by</source>
        <translation>Muss &amp;zurück um</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Topic of the rule</source>
        <translation>Topic der Regel</translation>
    </message>
    <message>
        <source>Choose the topic that the rule is to watch.</source>
        <translation>Wählen Sie das Topic, das die Regel beobachten soll.</translation>
    </message>
    <message>
        <source>Enter how long there must be no new data.</source>
        <translation>Geben Sie ein, wie lange neue Daten ausbleiben müssen.</translation>
    </message>
    <message>
        <source>This topic has a text and no number, so a rule can only watch whether new data comes.</source>
        <translation>Dieses Topic hat einen Text und keine Zahl; eine Regel kann deshalb nur beobachten, ob neue Daten kommen.</translation>
    </message>
    <message>
        <source>Enter a number as the threshold, for example %1.</source>
        <extracomment>%1 is a number as one types it</extracomment>
        <translation>Geben Sie als Schwellwert eine Zahl ein, zum Beispiel %1.</translation>
    </message>
    <message>
        <source>Enter 0 or a positive number for how far the value must come back.</source>
        <translation>Geben Sie 0 oder eine positive Zahl dafür ein, wie weit der Wert zurückgehen muss.</translation>
    </message>
    <message>
        <source>This topic has no value yet.</source>
        <translation>Dieses Topic hat noch keinen Wert.</translation>
    </message>
    <message>
        <source>Value now: %1</source>
        <extracomment>%1 is a value with its unit</extracomment>
        <translation>Wert jetzt: %1</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schweregrad</translation>
    </message>
    <message>
        <source>How urgent the notification is, and what channels are told.</source>
        <translation>Wie dringend die Benachrichtigung ist und was Kanälen gemeldet wird.</translation>
    </message>
    <message>
        <source>Se&amp;verity</source>
        <translation>Schwere&amp;grad</translation>
    </message>
    <message>
        <source>Enter a number of days.</source>
        <translation>Geben Sie eine Anzahl von Tagen ein.</translation>
    </message>
    <message>
        <source>Client ID</source>
        <translation>Client-ID</translation>
    </message>
    <message>
        <source>for example: pump-4, or pump-* for any of them</source>
        <translation>zum Beispiel: pump-4, oder pump-* für irgendeinen davon</translation>
    </message>
    <message>
        <source>* stands for any characters, ? for one. The alert fires when none of the clients that match is connected.</source>
        <translation>* steht für beliebige Zeichen, ? für eines. Der Alarm löst aus, wenn keiner der passenden Clients verbunden ist.</translation>
    </message>
    <message>
        <source>&amp;Client ID</source>
        <translation>Client-&amp;ID</translation>
    </message>
    <message>
        <source>Enter the ID of the client, or a pattern for several.</source>
        <translation>Geben Sie die ID des Clients an, oder ein Muster für mehrere.</translation>
    </message>
</context>
<context>
    <name>syspulse::AlertRuleStore</name>
    <message>
        <source>It has no list of rules.</source>
        <translation>Sie enthält keine Liste von Regeln.</translation>
    </message>
    <message>
        <source>There are more than %1 rules.</source>
        <translation>Es gibt mehr als %1 Regeln.</translation>
    </message>
    <message>
        <source>Some rules were left out: %1</source>
        <translation>Einige Regeln wurden ausgelassen: %1</translation>
    </message>
    <message>
        <source>&quot;version&quot; in it is not a number.</source>
        <translation>„version“ darin ist keine Zahl.</translation>
    </message>
</context>
<context>
    <name>syspulse::AlertRulesModel</name>
    <message>
        <source>On</source>
        <extracomment>whether an alert rule is on</extracomment>
        <translation>Ein</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Value now</source>
        <translation>Wert jetzt</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schweregrad</translation>
    </message>
</context>
<context>
    <name>syspulse::AlertSilenceDialog</name>
    <message>
        <source>&amp;Acknowledge: silent until the alert ends</source>
        <translation>&amp;Quittieren: still, bis der Alarm endet</translation>
    </message>
    <message>
        <source>&amp;Snooze for</source>
        <translation>&amp;Zurückstellen für</translation>
    </message>
    <message>
        <source>Acknowledge or snooze</source>
        <translation>Quittieren oder zurückstellen</translation>
    </message>
    <message>
        <source>Acknowledge: silent until the alert ends</source>
        <translation>Quittieren: still, bis der Alarm endet</translation>
    </message>
    <message>
        <source>Snooze</source>
        <translation>Zurückstellen</translation>
    </message>
    <message>
        <source>How long</source>
        <translation>Wie lange</translation>
    </message>
    <message>
        <source>Unit of the duration</source>
        <translation>Einheit der Dauer</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>Stunden</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>optional, for example: restart announced for noon</source>
        <translation>freiwillig, zum Beispiel: Neustart für den Mittag angekündigt</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>&amp;Grund</translation>
    </message>
    <message>
        <source>A&amp;pply</source>
        <translation>Anwe&amp;nden</translation>
    </message>
    <message>
        <source>Until then it is neither shown nor sent, whether it goes on or begins again. Afterwards, what still fires is shown and sent once more.</source>
        <translation>Bis dahin wird er weder angezeigt noch gesendet, ob er andauert oder von neuem beginnt. Danach wird, was noch ausgelöst ist, noch einmal angezeigt und gesendet.</translation>
    </message>
    <message>
        <source>It is neither shown nor sent again before it has ended. Channels that were told of its beginning are told of its end.</source>
        <translation>Er wird weder angezeigt noch gesendet, bevor er geendet hat. Kanäle, denen der Beginn gemeldet wurde, erfahren auch das Ende.</translation>
    </message>
</context>
<context>
    <name>syspulse::AlertSuggestions</name>
    <message>
        <source>Suggested alert rules</source>
        <translation>Vorgeschlagene Alarmregeln</translation>
    </message>
    <message>
        <source>Choose the rules to add. Each can be changed or removed afterwards.</source>
        <translation>Wählen Sie die Regeln, die hinzugefügt werden sollen. Jede kann danach geändert oder entfernt werden.</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>Hinzu&amp;fügen</translation>
    </message>
    <message>
        <source>%1 (there is such a rule already)</source>
        <extracomment>%1 is the name of a rule</extracomment>
        <translation>%1 (eine solche Regel gibt es schon)</translation>
    </message>
</context>
<context>
    <name>syspulse::AlertTexts</name>
    <message>
        <source>The value is above</source>
        <translation>Wert über</translation>
    </message>
    <message>
        <source>The value is below</source>
        <translation>Wert unter</translation>
    </message>
    <message>
        <source>The change per second is above</source>
        <translation>Änderung pro Sekunde über</translation>
    </message>
    <message>
        <source>The change per second is below</source>
        <translation>Änderung pro Sekunde unter</translation>
    </message>
    <message>
        <source>There is no new data</source>
        <translation>Ausbleiben neuer Daten</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>an exact number such as 1,048,576 B and the same for people such as 1.0 MiB</extracomment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 above %2</source>
        <extracomment>metric and value</extracomment>
        <translation>%1 über %2</translation>
    </message>
    <message>
        <source>%1 below %2</source>
        <extracomment>metric and value</extracomment>
        <translation>%1 unter %2</translation>
    </message>
    <message>
        <source>%1 change above %2</source>
        <extracomment>metric and change per second</extracomment>
        <translation>%1: Änderung über %2</translation>
    </message>
    <message>
        <source>%1 change below %2</source>
        <extracomment>metric and change per second</extracomment>
        <translation>%1: Änderung unter %2</translation>
    </message>
    <message>
        <source>%1: no data for %2</source>
        <extracomment>metric and duration</extracomment>
        <translation>%1: keine Daten seit %2</translation>
    </message>
    <message>
        <source>Fires as soon as %1 is above %2; ends at %3 or below.</source>
        <translation>Löst aus, sobald %1 über %2 liegt; endet bei %3 oder darunter.</translation>
    </message>
    <message>
        <source>Fires when %1 stays above %2 for %3; ends at %4 or below.</source>
        <translation>Löst aus, wenn %1 für %3 über %2 bleibt; endet bei %4 oder darunter.</translation>
    </message>
    <message>
        <source>Fires as soon as %1 is below %2; ends at %3 or above.</source>
        <translation>Löst aus, sobald %1 unter %2 liegt; endet bei %3 oder darüber.</translation>
    </message>
    <message>
        <source>Fires when %1 stays below %2 for %3; ends at %4 or above.</source>
        <translation>Löst aus, wenn %1 für %3 unter %2 bleibt; endet bei %4 oder darüber.</translation>
    </message>
    <message>
        <source>Fires as soon as the change of %1 is above %2; ends at %3 or below.</source>
        <translation>Löst aus, sobald die Änderung von %1 über %2 liegt; endet bei %3 oder darunter.</translation>
    </message>
    <message>
        <source>Fires when the change of %1 stays above %2 for %3; ends at %4 or below.</source>
        <translation>Löst aus, wenn die Änderung von %1 für %3 über %2 bleibt; endet bei %4 oder darunter.</translation>
    </message>
    <message>
        <source>Fires as soon as the change of %1 is below %2; ends at %3 or above.</source>
        <translation>Löst aus, sobald die Änderung von %1 unter %2 liegt; endet bei %3 oder darüber.</translation>
    </message>
    <message>
        <source>Fires when the change of %1 stays below %2 for %3; ends at %4 or above.</source>
        <translation>Löst aus, wenn die Änderung von %1 für %3 unter %2 bleibt; endet bei %4 oder darüber.</translation>
    </message>
    <message>
        <source>%1 is %2, which is above %3.</source>
        <translation>%1 ist %2 und liegt damit über %3.</translation>
    </message>
    <message>
        <source>%1 is %2, which is below %3.</source>
        <translation>%1 ist %2 und liegt damit unter %3.</translation>
    </message>
    <message>
        <source>%1 changes by %2, which is above %3.</source>
        <translation>%1 ändert sich um %2; das liegt über %3.</translation>
    </message>
    <message>
        <source>%1 changes by %2, which is below %3.</source>
        <translation>%1 ändert sich um %2; das liegt unter %3.</translation>
    </message>
    <message>
        <source>Alert: %1</source>
        <extracomment>%1 is the name of an alert</extracomment>
        <translation>Alarm: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n alerts: %1</source>
        <extracomment>number of alerts that fire, and their names</extracomment>
        <translation>
            <numerusform>%n Alarm: %1</numerusform>
            <numerusform>%n Alarme: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Not watched</source>
        <translation>Nicht beobachtet</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Value not current</source>
        <translation>Wert nicht aktuell</translation>
    </message>
    <message>
        <source>Value not known</source>
        <translation>Wert nicht bekannt</translation>
    </message>
    <message>
        <source>Waiting, %1 of %2</source>
        <extracomment>two durations: how long a condition has held, and how long it must hold</extracomment>
        <translation>Wartet, %1 von %2</translation>
    </message>
    <message>
        <source>Firing since %1</source>
        <translation>Ausgelöst seit %1</translation>
    </message>
    <message>
        <source>Firing since %1, value not current</source>
        <translation>Ausgelöst seit %1, Wert nicht aktuell</translation>
    </message>
    <message>
        <source>Fired</source>
        <translation>Ausgelöst</translation>
    </message>
    <message>
        <source>Cleared</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>No longer watched</source>
        <translation>Nicht mehr beobachtet</translation>
    </message>
    <message>
        <source>Values are not kept current</source>
        <translation>Werte werden nicht aktuell gehalten</translation>
    </message>
    <message>
        <source>Many failed logins</source>
        <translation>Viele fehlgeschlagene Anmeldungen</translation>
    </message>
    <message>
        <source>No client is connected</source>
        <translation>Kein Client ist verbunden</translation>
    </message>
    <message>
        <source>Start the updater on the Updater page, or choose on the Setup page that the server keeps its values current by itself.</source>
        <translation>Starten Sie den Updater auf der Seite „Updater“, oder legen Sie auf der Seite „Einrichtung“ fest, dass der Server seine Werte selbst aktuell hält.</translation>
    </message>
    <message>
        <source>The Clients page lists who was refused, and from where.</source>
        <translation>Die Seite „Clients“ zeigt, wer abgelehnt wurde und von wo.</translation>
    </message>
    <message>
        <source>Check whether clients reach the broker&apos;s port and whether its certificate is still valid.</source>
        <translation>Prüfen Sie, ob Clients den Port des Brokers erreichen und ob sein Zertifikat noch gültig ist.</translation>
    </message>
    <message>
        <source>Clients are spread unevenly</source>
        <translation>Clients sind ungleich verteilt</translation>
    </message>
    <message>
        <source>Compare the workers on the Broker page. Clients move to another worker only when they connect again: disconnect some of those on the busiest one.</source>
        <translation>Vergleichen Sie die Worker auf der Seite „Broker“. Clients wechseln den Worker nur, wenn sie sich neu verbinden: Trennen Sie einige von dem am stärksten belegten.</translation>
    </message>
    <message>
        <source>A worker is overloaded</source>
        <translation>Ein Worker ist überlastet</translation>
    </message>
    <message>
        <source>The Broker page shows which worker it is, and which clients and topics are the busiest.</source>
        <translation>Die Seite „Broker“ zeigt, welcher Worker es ist und welche Clients und Topics den meisten Verkehr haben.</translation>
    </message>
    <message>
        <source>A worker is running out of memory</source>
        <translation>Einem Worker geht der Speicher aus</translation>
    </message>
    <message>
        <source>The Broker page shows which worker it is. Queues of slow subscribers are a frequent cause; a higher heap limit or more workers give room.</source>
        <translation>Die Seite „Broker“ zeigt, welcher Worker es ist. Häufige Ursache sind Warteschlangen langsamer Abonnenten; eine höhere Heap-Grenze oder mehr Worker schaffen Platz.</translation>
    </message>
    <message>
        <source>Subscribers fall behind</source>
        <translation>Abonnenten kommen nicht nach</translation>
    </message>
    <message>
        <source>The Broker page lists them under Slow subscribers. Disconnect one that does not recover: what waits for it takes the worker&apos;s memory.</source>
        <translation>Die Seite „Broker“ führt sie unter „Langsame Abonnenten“ auf. Trennen Sie einen, der sich nicht erholt: Was auf ihn wartet, belegt den Speicher des Workers.</translation>
    </message>
    <message>
        <source>A subscriber has a long queue</source>
        <translation>Ein Abonnent hat eine lange Warteschlange</translation>
    </message>
    <message>
        <source>The Broker page lists it under Slow subscribers. Disconnect it if it does not recover: what waits for it takes the worker&apos;s memory.</source>
        <translation>Die Seite „Broker“ führt ihn unter „Langsame Abonnenten“ auf. Trennen Sie ihn, wenn er sich nicht erholt: Was auf ihn wartet, belegt den Speicher des Workers.</translation>
    </message>
    <message>
        <source>Connection storm</source>
        <translation>Verbindungssturm</translation>
    </message>
    <message>
        <source>The Broker page names addresses, users and client ids under Storms. Stop an attacker in the firewall; let devices wait longer, and not all equally long, before they connect again.</source>
        <translation>Die Seite „Broker“ nennt unter „Stürme“ Adressen, Benutzer und Client-IDs. Halten Sie Angreifer in der Firewall auf; lassen Sie Geräte länger und unterschiedlich lange warten, bevor sie sich neu verbinden.</translation>
    </message>
    <message>
        <source>Clients keep reconnecting</source>
        <translation>Clients verbinden sich ständig neu</translation>
    </message>
    <message>
        <source>The Broker page lists them under Storms. Frequent causes are a keep-alive that is too short, a bad network and a client that crashes.</source>
        <translation>Die Seite „Broker“ führt sie unter „Stürme“ auf. Häufige Ursachen sind ein zu kurzes Keep-alive, ein schlechtes Netz und ein Client, der abstürzt.</translation>
    </message>
    <message>
        <source>Client ids are used twice</source>
        <translation>Client-IDs werden doppelt benutzt</translation>
    </message>
    <message>
        <source>The Broker page lists them under Storms. The broker does not disconnect the older one: give each device a client id of its own.</source>
        <translation>Die Seite „Broker“ führt sie unter „Stürme“ auf. Der Broker trennt den älteren Client nicht: Geben Sie jedem Gerät eine eigene Client-ID.</translation>
    </message>
    <message>
        <source>Publishes are refused</source>
        <translation>Veröffentlichungen werden abgelehnt</translation>
    </message>
    <message>
        <source>The Broker page lists client, topic and reason under Refused packets. Correct the client&apos;s topic or the permissions of its role.</source>
        <translation>Die Seite „Broker“ zeigt Client, Topic und Grund unter „Abgelehnte Pakete“. Berichtigen Sie das Topic des Clients oder die Rechte seiner Rolle.</translation>
    </message>
    <message>
        <source>Subscriptions are refused</source>
        <translation>Abonnements werden abgelehnt</translation>
    </message>
    <message>
        <source>Fires when there has been no new value of %1 for %2; ends with the next value.</source>
        <translation>Löst aus, wenn seit %2 kein neuer Wert von %1 eingetroffen ist; endet mit dem nächsten Wert.</translation>
    </message>
    <message>
        <source>There has been no new value of %1 for %2.</source>
        <translation>Seit %2 ist kein neuer Wert von %1 eingetroffen.</translation>
    </message>
    <message>
        <source>The alert is no longer watched: its rule was changed or removed.</source>
        <translation>Der Alarm wird nicht mehr überwacht: Seine Regel wurde geändert oder entfernt.</translation>
    </message>
    <message>
        <source>New values of %1 come again.</source>
        <translation>Von %1 kommen wieder neue Werte.</translation>
    </message>
    <message>
        <source>%1 changes by %2, which is within bounds again.</source>
        <translation>%1 ändert sich um %2, das liegt wieder im Rahmen.</translation>
    </message>
    <message>
        <source>%1 is %2, which is within bounds again.</source>
        <translation>%1 ist %2, das liegt wieder im Rahmen.</translation>
    </message>
    <message>
        <source>Instance unreachable</source>
        <extracomment>name of an alert rule</extracomment>
        <translation>Instanz nicht erreichbar</translation>
    </message>
    <message>
        <source>Check that the server runs and that the network leads to it.</source>
        <translation>Prüfen Sie, ob der Server läuft und ob das Netz zu ihm führt.</translation>
    </message>
    <message>
        <source>Unusually many clients</source>
        <translation>Ungewöhnlich viele Clients</translation>
    </message>
    <message>
        <source>The Clients page shows who they are. If that is the new normal, raise the threshold.</source>
        <translation>Die Seite Clients zeigt, welche es sind. Ist das der neue Normalfall, erhöhen Sie den Schwellwert.</translation>
    </message>
    <message>
        <source>A certificate expires soon</source>
        <translation>Ein Zertifikat läuft bald ab</translation>
    </message>
    <message>
        <source>Renew it on the server. &quot;Certificates&quot; in the connect dialog shows which one it is.</source>
        <translation>Erneuern Sie es auf dem Server. „Zertifikate“ im Verbindungsdialog zeigt, welches es ist.</translation>
    </message>
    <message>
        <source>The instance cannot be reached</source>
        <translation>Die Instanz ist nicht erreichbar</translation>
    </message>
    <message>
        <source>A certificate expires within</source>
        <translation>Ein Zertifikat läuft ab in weniger als</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>abgelaufen</translation>
    </message>
    <message>
        <source>does not answer</source>
        <translation>antwortet nicht</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>antwortet</translation>
    </message>
    <message>
        <source>A certificate expires within %1</source>
        <extracomment>name of an alert rule; %1 is a duration</extracomment>
        <translation>Ein Zertifikat läuft in weniger als %1 ab</translation>
    </message>
    <message>
        <source>Fires as soon as the instance does not answer; ends when it does.</source>
        <translation>Löst aus, sobald die Instanz nicht antwortet; endet, wenn sie antwortet.</translation>
    </message>
    <message>
        <source>Fires when the instance has not answered for %1; ends when it does.</source>
        <translation>Löst aus, wenn die Instanz %1 lang nicht geantwortet hat; endet, wenn sie antwortet.</translation>
    </message>
    <message>
        <source>Fires when a certificate of the instance expires within %1; ends when it is renewed.</source>
        <translation>Löst aus, wenn ein Zertifikat der Instanz in weniger als %1 abläuft; endet, wenn es erneuert ist.</translation>
    </message>
    <message>
        <source>%1, %2 to %3</source>
        <extracomment>%1: days of the week; %2, %3: times of day</extracomment>
        <translation>%1, %2 bis %3</translation>
    </message>
    <message>
        <source>every day</source>
        <translation>jeden Tag</translation>
    </message>
    <message>
        <source>Time left of a certificate of the instance: %1.</source>
        <extracomment>%1 is a duration; may be negative</extracomment>
        <translation>Restlaufzeit eines Zertifikats der Instanz: %1.</translation>
    </message>
    <message>
        <source>The instance has not answered for %1.</source>
        <translation>Die Instanz hat %1 lang nicht geantwortet.</translation>
    </message>
    <message>
        <source>The instance answers again.</source>
        <translation>Die Instanz antwortet wieder.</translation>
    </message>
    <message>
        <source>The certificates of the instance are valid for %1 or longer.</source>
        <translation>Die Zertifikate der Instanz sind noch %1 oder länger gültig.</translation>
    </message>
    <message>
        <source>%1, in maintenance</source>
        <extracomment>state of an alert while its instance is worked on</extracomment>
        <translation>%1, in Wartung</translation>
    </message>
    <message>
        <source>%1, acknowledged</source>
        <extracomment>state of an alert, and why somebody need not be told again</extracomment>
        <translation>%1, quittiert</translation>
    </message>
    <message>
        <source>%1, acknowledged: %2</source>
        <translation>%1, quittiert: %2</translation>
    </message>
    <message>
        <source>%1, snoozed until %2</source>
        <extracomment>state of an alert, a time, and why nobody is told until then</extracomment>
        <translation>%1, zurückgestellt bis %2</translation>
    </message>
    <message>
        <source>%1, snoozed until %2: %3</source>
        <translation>%1, zurückgestellt bis %2: %3</translation>
    </message>
    <message>
        <source>in maintenance</source>
        <translation>in Wartung</translation>
    </message>
    <message>
        <source>until %1</source>
        <extracomment>a time, and why nobody is told of an alert until then</extracomment>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>until %1: %2</source>
        <translation>bis %1: %2</translation>
    </message>
    <message>
        <source>Information</source>
        <extracomment>severity of an alert</extracomment>
        <translation>Information</translation>
    </message>
    <message>
        <source>Warning</source>
        <extracomment>severity of an alert</extracomment>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Critical</source>
        <extracomment>severity of an alert</extracomment>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>Quittiert</translation>
    </message>
    <message>
        <source>Snoozed</source>
        <translation>Zurückgestellt</translation>
    </message>
    <message>
        <source>It is not known who is connected</source>
        <translation>Es ist nicht bekannt, wer verbunden ist</translation>
    </message>
    <message>
        <source>Firing since %1, it is not known who is connected</source>
        <translation>Ausgelöst seit %1, es ist nicht bekannt, wer verbunden ist</translation>
    </message>
    <message>
        <source>A client is away</source>
        <translation>Ein Client ist weg</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>verbunden</translation>
    </message>
    <message>
        <source>away since %1</source>
        <translation>weg seit %1</translation>
    </message>
    <message>
        <source>away</source>
        <extracomment>said of a client</extracomment>
        <translation>weg</translation>
    </message>
    <message>
        <source>Client %1 is away</source>
        <extracomment>name of an alert rule; %1 is a client ID, perhaps with wildcards</extracomment>
        <translation>Client %1 ist weg</translation>
    </message>
    <message>
        <source>Fires as soon as no client whose ID is %1 is connected; ends when one is.</source>
        <translation>Löst aus, sobald kein Client mit der ID %1 verbunden ist; endet, wenn es einer ist.</translation>
    </message>
    <message>
        <source>Fires when no client whose ID is %1 has been connected for %2; ends when one is.</source>
        <translation>Löst aus, wenn %2 lang kein Client mit der ID %1 verbunden war; endet, wenn es einer ist.</translation>
    </message>
    <message>
        <source>No client whose ID is %1 has been connected since %2.</source>
        <extracomment>%1 is a client ID, perhaps with wildcards, %2 a date and time</extracomment>
        <translation>Kein Client mit der ID %1 ist seit %2 verbunden.</translation>
    </message>
    <message>
        <source>No client whose ID is %1 is connected.</source>
        <translation>Kein Client mit der ID %1 ist verbunden.</translation>
    </message>
    <message>
        <source>No client whose ID is %1 has been connected for %2.</source>
        <translation>Seit %2 ist kein Client mit der ID %1 verbunden.</translation>
    </message>
    <message>
        <source>A client whose ID is %1 is connected again.</source>
        <translation>Ein Client mit der ID %1 ist wieder verbunden.</translation>
    </message>
</context>
<context>
    <name>syspulse::AlertsPage</name>
    <message>
        <source>Add &amp;rule…</source>
        <translation>Regel hinzu&amp;fügen…</translation>
    </message>
    <message>
        <source>Su&amp;ggested rules…</source>
        <translation>Vorge&amp;schlagene Regeln…</translation>
    </message>
    <message>
        <source>&amp;Edit…</source>
        <translation>Bearbe&amp;iten…</translation>
    </message>
    <message>
        <source>Dupl&amp;icate</source>
        <translation>Du&amp;plizieren</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Alert rules</source>
        <translation>Alarmregeln</translation>
    </message>
    <message>
        <source>Turn &amp;on or off</source>
        <translation>Ein- &amp;oder ausschalten</translation>
    </message>
    <message>
        <source>Alerts belong to an instance</source>
        <translation>Alarme gehören zu einer Instanz</translation>
    </message>
    <message>
        <source>Connect to an instance to see its alert rules, or to make some. They are watched while SysPulse runs, also from the notification area.</source>
        <translation>Verbinden Sie sich mit einer Instanz, um ihre Alarmregeln zu sehen oder welche anzulegen. Sie werden überwacht, solange SysPulse läuft, auch aus dem Infobereich.</translation>
    </message>
    <message>
        <source>Connect…</source>
        <translation>Verbinden…</translation>
    </message>
    <message>
        <source>The file with the rules cannot be changed by this version of SysPulse; the log says why.</source>
        <translation>Die Datei mit den Regeln kann von dieser Version von SysPulse nicht geändert werden; das Protokoll sagt, warum.</translation>
    </message>
    <message>
        <source>The rule was not added: there are %1 rules already, which is the most. Remove one first.</source>
        <translation>Die Regel wurde nicht hinzugefügt: Es gibt schon %1 Regeln, mehr sind nicht möglich. Entfernen Sie zuerst eine.</translation>
    </message>
    <message>
        <source>%1 (copy)</source>
        <extracomment>name of a duplicated alert rule</extracomment>
        <translation>%1 (Kopie)</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was removed.</source>
        <translation>„%1“ wurde entfernt.</translation>
    </message>
    <message>
        <source>The alert log was cleared.</source>
        <translation>Das Alarmprotokoll wurde geleert.</translation>
    </message>
    <message>
        <source>U&amp;ndo</source>
        <translation>Rüc&amp;kgängig machen</translation>
    </message>
    <message>
        <source>Channel&amp;s…</source>
        <translation>Ka&amp;näle…</translation>
    </message>
    <message>
        <source>Where alerts are sent beside this desktop, for all instances.</source>
        <translation>Wohin Alarme außer an diesen Desktop gesendet werden, für alle Instanzen.</translation>
    </message>
    <message>
        <source>This is watched from the start. Further rules watch a metric each; the suggested ones suit most instances.</source>
        <translation>Dies wird von Anfang an überwacht. Weitere Regeln überwachen je eine Metrik; die vorgeschlagenen passen zu den meisten Instanzen.</translation>
    </message>
    <message>
        <source>Main&amp;tenance…</source>
        <translation>&amp;Wartung…</translation>
    </message>
    <message>
        <source>When nobody is to be told, because this instance is worked on.</source>
        <translation>Wann niemandem etwas gemeldet werden soll, weil an dieser Instanz gearbeitet wird.</translation>
    </message>
    <message>
        <source>In maintenance until %1: alerts are noted in the log, but neither shown nor sent.</source>
        <extracomment>%1 is a time</extracomment>
        <translation>In Wartung bis %1: Alarme werden im Protokoll vermerkt, aber weder angezeigt noch gesendet.</translation>
    </message>
    <message>
        <source>Notif&amp;y again</source>
        <translation>Erneut &amp;benachrichtigen</translation>
    </message>
    <message>
        <source>Ac&amp;knowledge…</source>
        <translation>&amp;Quittieren…</translation>
    </message>
    <message>
        <source>Notifies about this alert again.</source>
        <translation>Dieser Alarm wird wieder gemeldet.</translation>
    </message>
    <message>
        <source>Nobody is told of this alert again, until it ends or for a while.</source>
        <translation>Dieser Alarm wird niemandem mehr gemeldet, bis er endet oder für eine Weile.</translation>
    </message>
</context>
<context>
    <name>syspulse::AttemptsModel</name>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Last second</source>
        <translation>Letzte Sekunde</translation>
    </message>
    <message>
        <source>Busiest second</source>
        <translation>Stärkste Sekunde</translation>
    </message>
    <message>
        <source>Last minute</source>
        <translation>Letzte Minute</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Geöffnet</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>Logins refused</source>
        <translation>Anmeldungen abgelehnt</translation>
    </message>
</context>
<context>
    <name>syspulse::Authorities</name>
    <message>
        <source>The file of certificates cannot be read.</source>
        <translation>Die Zertifikatsdatei kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The file is too large to be a certificate.</source>
        <translation>Die Datei ist zu groß für ein Zertifikat.</translation>
    </message>
    <message>
        <source>There is no certificate in this file. It must be a PEM file, whose text begins with -----BEGIN CERTIFICATE-----.</source>
        <translation>In dieser Datei ist kein Zertifikat. Es muss eine PEM-Datei sein, deren Text mit -----BEGIN CERTIFICATE----- beginnt.</translation>
    </message>
</context>
<context>
    <name>syspulse::AutoNotes</name>
    <message>
        <source>The setup was undone.</source>
        <translation>Die Einrichtung wurde rückgängig gemacht.</translation>
    </message>
    <message>
        <source>Undoing the setup did not come to its end.</source>
        <translation>Das Rückgängigmachen der Einrichtung kam nicht zu Ende.</translation>
    </message>
    <message>
        <source>The setup did not come to its end.</source>
        <translation>Die Einrichtung kam nicht zu Ende.</translation>
    </message>
    <message>
        <source>The instance was set up with component %1.</source>
        <extracomment>%1 is a version</extracomment>
        <translation>Die Instanz wurde mit Komponente %1 eingerichtet.</translation>
    </message>
    <message>
        <source>The component was upgraded from %1 to %2.</source>
        <extracomment>two versions</extracomment>
        <translation>Die Komponente wurde von %1 auf %2 aktualisiert.</translation>
    </message>
    <message>
        <source>The setup was changed.</source>
        <translation>Die Einrichtung wurde geändert.</translation>
    </message>
    <message>
        <source>The updater on this computer was paused.</source>
        <translation>Der Updater auf diesem Rechner wurde angehalten.</translation>
    </message>
    <message>
        <source>The updater on this computer went on.</source>
        <translation>Der Updater auf diesem Rechner machte weiter.</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <extracomment>%1 is a list of names</extracomment>
        <translation>
            <numerusform>%1 und %n weiterer</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>SysPulse disconnected %n clients: %1</source>
        <extracomment>%1 is a list of names</extracomment>
        <translation>
            <numerusform>SysPulse hat %n Client getrennt: %1</numerusform>
            <numerusform>SysPulse hat %n Clients getrennt: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>syspulse::Banner</name>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
</context>
<context>
    <name>syspulse::BrokerPage</name>
    <message>
        <source>Workers</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Slow subscribers</source>
        <translation>Langsame Abonnenten</translation>
    </message>
    <message>
        <source>Storms</source>
        <translation>Stürme</translation>
    </message>
    <message>
        <source>Hot topics</source>
        <translation>Verkehrsreiche Topics</translation>
    </message>
    <message>
        <source>Refused packets</source>
        <translation>Abgelehnte Pakete</translation>
    </message>
</context>
<context>
    <name>syspulse::BrokerReader</name>
    <message>
        <source>Nothing is known about the inside of the broker: the component is not installed, or is one from before 1.1.0. Set the instance up first.</source>
        <translation>Über das Innere des Brokers ist nichts bekannt: Die Komponente ist nicht installiert oder älter als 1.1.0. Richten Sie die Instanz zuerst ein.</translation>
    </message>
    <message>
        <source>The component on this instance is older than 2.0.0 and does not report this. Upgrade it in Setup, or with &quot;syspulsectl setup&quot;.</source>
        <translation>Die Komponente auf dieser Instanz ist älter als 2.0.0 und meldet das nicht. Aktualisieren Sie sie in der Einrichtung oder mit „syspulsectl setup“.</translation>
    </message>
    <message>
        <source>No worker of this instance has reported anything for 15 s. The component may not be loaded: look at Setup.</source>
        <translation>Seit 15 s hat kein Worker dieser Instanz etwas gemeldet. Möglicherweise ist die Komponente nicht geladen: Sehen Sie in der Einrichtung nach.</translation>
    </message>
</context>
<context>
    <name>syspulse::BrokerTab</name>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>Connect to an instance to see the inside of its broker.</source>
        <translation>Verbinden Sie sich mit einer Instanz, um in ihren Broker zu sehen.</translation>
    </message>
    <message>
        <source>C&amp;onnect…</source>
        <translation>Verbi&amp;nden…</translation>
    </message>
    <message>
        <source>The broker&apos;s workers cannot be asked</source>
        <translation>Die Worker des Brokers lassen sich nicht fragen</translation>
    </message>
    <message>
        <source>Open &amp;Setup</source>
        <translation>Einrichtung ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Waiting for the broker&apos;s workers</source>
        <translation>Warten auf die Worker des Brokers</translation>
    </message>
    <message>
        <source>What they report shows within a few seconds.</source>
        <translation>Was sie melden, erscheint in wenigen Sekunden.</translation>
    </message>
    <message numerus="yes">
        <source>Reported by %n worker(s) of the broker %1, counted on the wire by the component.</source>
        <extracomment>%1 is an age such as 12 s ago</extracomment>
        <translation>
            <numerusform>Gemeldet von %n Worker des Brokers %1, auf der Leitung gezählt von der Komponente.</numerusform>
            <numerusform>Gemeldet von %n Workern des Brokers %1, auf der Leitung gezählt von der Komponente.</numerusform>
        </translation>
    </message>
    <message>
        <source>This may be out of date.</source>
        <translation>Dies ist möglicherweise veraltet.</translation>
    </message>
    <message>
        <source>Counting is switched off, so traffic is not known.</source>
        <translation>Die Zählung ist ausgeschaltet, daher ist der Verkehr nicht bekannt.</translation>
    </message>
    <message>
        <source>Counting is switched off on %1 of %2 workers, so this is incomplete.</source>
        <extracomment>numbers of workers</extracomment>
        <translation>Die Zählung ist auf %1 von %2 Workern ausgeschaltet, daher ist dies unvollständig.</translation>
    </message>
    <message numerus="yes">
        <source>Reported by the component on %n worker(s) of the broker %1.</source>
        <extracomment>%1 is an age such as 12 s ago</extracomment>
        <translation>
            <numerusform>Gemeldet von der Komponente auf %n Worker des Brokers %1.</numerusform>
            <numerusform>Gemeldet von der Komponente auf %n Workern des Brokers %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>The workers are asked as soon as the instance answers again.</source>
        <translation>Die Worker werden gefragt, sobald die Instanz wieder antwortet.</translation>
    </message>
</context>
<context>
    <name>syspulse::BrokerTexts</name>
    <message>
        <source>%1 %</source>
        <extracomment>a share in percent</extracomment>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>syspulse::BusyClientsModel</name>
    <message>
        <source>Messages in/s</source>
        <translation>Nachrichten ein/s</translation>
    </message>
    <message>
        <source>Messages out/s</source>
        <translation>Nachrichten aus/s</translation>
    </message>
    <message>
        <source>Bytes in/s</source>
        <translation>Bytes ein/s</translation>
    </message>
    <message>
        <source>Bytes out/s</source>
        <translation>Bytes aus/s</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>Wartend</translation>
    </message>
</context>
<context>
    <name>syspulse::Canary</name>
    <message>
        <source>The canary could not measure &quot;%1&quot;: %2</source>
        <translation>Der Canary konnte „%1“ nicht messen: %2</translation>
    </message>
    <message>
        <source>The canary measures everything again.</source>
        <translation>Der Canary misst wieder alles.</translation>
    </message>
</context>
<context>
    <name>syspulse::CanaryProbe</name>
    <message>
        <source>MQTT is not encrypted on this connection.</source>
        <translation>MQTT ist auf dieser Verbindung nicht verschlüsselt.</translation>
    </message>
    <message>
        <source>The broker refused the subscription to %1.</source>
        <translation>Der Broker hat das Abonnement von %1 abgelehnt.</translation>
    </message>
    <message>
        <source>No answer within %1 s.</source>
        <translation>Keine Antwort innerhalb von %1 s.</translation>
    </message>
</context>
<context>
    <name>syspulse::CardGrid</name>
    <message>
        <source>Clients connected</source>
        <translation>Verbundene Clients</translation>
    </message>
    <message>
        <source>Messages in</source>
        <translation>Nachrichten ein</translation>
    </message>
    <message>
        <source>Messages out</source>
        <translation>Nachrichten aus</translation>
    </message>
    <message>
        <source>Subscriptions</source>
        <translation>Abonnements</translation>
    </message>
    <message>
        <source>Failed logins</source>
        <translation>Fehlanmeldungen</translation>
    </message>
    <message>
        <source>Bytes in</source>
        <translation>Bytes ein</translation>
    </message>
    <message>
        <source>Bytes out</source>
        <translation>Bytes aus</translation>
    </message>
    <message>
        <source>Uptime</source>
        <translation>Laufzeit</translation>
    </message>
    <message>
        <source>Needs the component (see Setup).</source>
        <translation>Braucht die Komponente (siehe Einrichtung).</translation>
    </message>
    <message>
        <source>No value has arrived yet.</source>
        <translation>Noch kein Wert eingetroffen.</translation>
    </message>
    <message>
        <source>A rate needs two updates.</source>
        <translation>Eine Rate braucht zwei Aktualisierungen.</translation>
    </message>
    <message>
        <source>%1, since %2</source>
        <extracomment>an age such as 4 s ago; %2 is a time of day or a date</extracomment>
        <translation>%1, seit %2</translation>
    </message>
</context>
<context>
    <name>syspulse::CertificateDialog</name>
    <message>
        <source>Certificate: %1</source>
        <extracomment>%1 is a link, such as &quot;MQTT&quot;</extracomment>
        <translation>Zertifikat: %1</translation>
    </message>
    <message>
        <source>Certificates that the server shows</source>
        <translation>Zertifikate, die der Server vorzeigt</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>Ausgestellt von</translation>
    </message>
    <message>
        <source>Validity</source>
        <translation>Gültigkeit</translation>
    </message>
    <message>
        <source>Certificate of:</source>
        <translation>Zertifikat von:</translation>
    </message>
    <message>
        <source>Issued by:</source>
        <translation>Ausgestellt von:</translation>
    </message>
    <message>
        <source>For the hosts:</source>
        <translation>Für die Hosts:</translation>
    </message>
    <message>
        <source>Valid from:</source>
        <translation>Gültig ab:</translation>
    </message>
    <message>
        <source>Valid to:</source>
        <translation>Gültig bis:</translation>
    </message>
    <message>
        <source>SHA-256:</source>
        <translation>SHA-256:</translation>
    </message>
    <message>
        <source>Copy &amp;fingerprint</source>
        <translation>Fingerabdruck &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Trust only this certificate</source>
        <translation>&amp;Nur diesem Zertifikat vertrauen</translation>
    </message>
    <message>
        <source>From now on this link accepts the server&apos;s own certificate, the first of the list, and no other one. Compare the fingerprint with the one on the server before.</source>
        <translation>Ab jetzt akzeptiert diese Verbindung das eigene Zertifikat des Servers, das erste der Liste, und kein anderes. Vergleichen Sie vorher den Fingerabdruck mit dem auf dem Server.</translation>
    </message>
    <message>
        <source>Asking the server for its certificate…</source>
        <translation>Das Zertifikat wird beim Server abgefragt…</translation>
    </message>
    <message>
        <source>The certificate is not for %1.</source>
        <translation>Das Zertifikat gilt nicht für %1.</translation>
    </message>
    <message>
        <source>This system does not trust it: %1</source>
        <extracomment>%1 are reasons in the words of the TLS library</extracomment>
        <translation>Dieses System vertraut ihm nicht: %1</translation>
    </message>
    <message>
        <source>This is the only certificate that you trust on this link.</source>
        <translation>Dies ist das einzige Zertifikat, dem Sie bei dieser Verbindung vertrauen.</translation>
    </message>
    <message>
        <source>The certificate has changed: it is not the only one that you trust. That one has the fingerprint %1.</source>
        <translation>Das Zertifikat hat sich geändert: Es ist nicht das einzige, dem Sie vertrauen. Jenes hat den Fingerabdruck %1.</translation>
    </message>
    <message>
        <source>This system trusts the certificate, and it is for %1.</source>
        <translation>Dieses System vertraut dem Zertifikat, und es gilt für %1.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>%1 is a time, %2 &quot;expires in 12 days&quot;</extracomment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>This is the certificate that you trust for the operations API, so it is accepted here too.</source>
        <translation>Das ist das Zertifikat, dem Sie für die Operations-API vertrauen; darum wird es auch hier angenommen.</translation>
    </message>
</context>
<context>
    <name>syspulse::CertificateProbe</name>
    <message>
        <source>%1 did not show a certificate within %2 s. Check the address and the port, and whether the port speaks TLS at all.</source>
        <translation>%1 hat nicht innerhalb von %2 s ein Zertifikat vorgezeigt. Prüfen Sie Adresse und Port und ob der Port überhaupt TLS spricht.</translation>
    </message>
    <message>
        <source>%1 showed no certificate.</source>
        <translation>%1 hat kein Zertifikat vorgezeigt.</translation>
    </message>
    <message>
        <source>The host name %1 was not found. Check its spelling.</source>
        <translation>Der Hostname %1 wurde nicht gefunden. Prüfen Sie die Schreibweise.</translation>
    </message>
    <message>
        <source>%1 showed no certificate. Check whether the port speaks TLS.</source>
        <translation>%1 hat kein Zertifikat vorgezeigt. Prüfen Sie, ob der Port TLS spricht.</translation>
    </message>
    <message>
        <source>%1 cannot be reached. Check the address, the port and any firewall in between.</source>
        <translation>%1 ist nicht erreichbar. Prüfen Sie Adresse, Port und jede Firewall dazwischen.</translation>
    </message>
</context>
<context>
    <name>syspulse::ChangeGuard</name>
    <message>
        <source>Change a production instance?</source>
        <translation>Eine Produktionsinstanz ändern?</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>&amp;Fortfahren</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a production instance. %2</source>
        <translation>„%1“ ist eine Produktionsinstanz. %2</translation>
    </message>
</context>
<context>
    <name>syspulse::ChannelQueue</name>
    <message>
        <source>Alerts come faster than %1 takes them: the oldest one that waited was dropped.</source>
        <translation>Alarme kommen schneller, als %1 sie annimmt: Der älteste wartende wurde verworfen.</translation>
    </message>
    <message>
        <source>The value of the header &quot;%1&quot; is not in the system&apos;s keychain. Enter it again under Alerts, Channels.</source>
        <translation>Der Wert des Headers „%1“ ist nicht im Schlüsselbund des Systems. Geben Sie ihn unter Alarme, Kanäle neu ein.</translation>
    </message>
    <message>
        <source>An alert was not delivered to &quot;%1&quot;. %2</source>
        <extracomment>%1 is the name of a channel, %2 says what is wrong</extracomment>
        <translation>Ein Alarm wurde nicht an „%1“ zugestellt. %2</translation>
    </message>
    <message>
        <source>The password of &quot;%1&quot; is not in the system&apos;s keychain. Enter it again under Alerts, Channels.</source>
        <translation>Das Passwort von „%1“ ist nicht im Schlüsselbund des Systems. Geben Sie es unter Alarme, Kanäle noch einmal ein.</translation>
    </message>
</context>
<context>
    <name>syspulse::ChartBoard</name>
    <message>
        <source>5 min</source>
        <translation>5 min</translation>
    </message>
    <message>
        <source>15 min</source>
        <translation>15 min</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 h</translation>
    </message>
    <message>
        <source>6 h</source>
        <translation>6 h</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 h</translation>
    </message>
    <message>
        <source>7 d</source>
        <translation>7 T.</translation>
    </message>
    <message>
        <source>30 d</source>
        <translation>30 T.</translation>
    </message>
    <message>
        <source>Show the last</source>
        <translation>Letzte</translation>
    </message>
    <message>
        <source>Show the last %1</source>
        <extracomment>%1 is a time span such as 15 min</extracomment>
        <translation>Die letzten %1 zeigen</translation>
    </message>
    <message>
        <source>&amp;Bring back the chart</source>
        <translation>Diagramm &amp;zurückholen</translation>
    </message>
    <message>
        <source>Puts the chart that was removed last back in its place.</source>
        <translation>Setzt das zuletzt entfernte Diagramm wieder an seinen Platz.</translation>
    </message>
    <message>
        <source>Stops the charts from moving. Values are still recorded.</source>
        <translation>Hält die Diagramme an. Werte werden weiter aufgezeichnet.</translation>
    </message>
    <message>
        <source>&amp;New chart…</source>
        <translation>&amp;Neues Diagramm…</translation>
    </message>
    <message>
        <source>Draws a topic of your choice in a new chart.</source>
        <translation>Zeichnet ein Topic Ihrer Wahl in einem neuen Diagramm.</translation>
    </message>
    <message>
        <source>There are %1 charts already, which is the most. Remove one first.</source>
        <translation>Es gibt schon %1 Diagramme, mehr sind nicht möglich. Entfernen Sie zuerst eines.</translation>
    </message>
    <message>
        <source>New chart</source>
        <translation>Neues Diagramm</translation>
    </message>
    <message>
        <source>Add a topic</source>
        <translation>Topic hinzufügen</translation>
    </message>
    <message>
        <source>Export the chart</source>
        <translation>Diagramm exportieren</translation>
    </message>
    <message>
        <source>%1 file (*.%2)</source>
        <extracomment>%1 is PNG, SVG or CSV, %2 the same in lower case</extracomment>
        <translation>%1-Datei (*.%2)</translation>
    </message>
    <message>
        <source>The chart was exported to %1.</source>
        <translation>Das Diagramm wurde nach %1 exportiert.</translation>
    </message>
    <message>
        <source>R&amp;esume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <source>At %1</source>
        <extracomment>%1 is the moment that the crosshair of the charts is on</extracomment>
        <translation>Um %1</translation>
    </message>
    <message>
        <source>Paused at %1</source>
        <extracomment>%1 is a time of day</extracomment>
        <translation>Angehalten um %1</translation>
    </message>
    <message>
        <source>The chart could not be drawn, so %1 was not written.</source>
        <translation>Das Diagramm konnte nicht gezeichnet werden, deshalb wurde %1 nicht geschrieben.</translation>
    </message>
    <message>
        <source>90 d</source>
        <translation>90 T.</translation>
    </message>
    <message>
        <source>1 y</source>
        <translation>1 J.</translation>
    </message>
    <message>
        <source>Rename the chart</source>
        <translation>Diagramm umbenennen</translation>
    </message>
    <message>
        <source>Name of the chart; without one it is named after what it shows:</source>
        <translation>Name des Diagramms; ohne einen heißt es nach dem, was es zeigt:</translation>
    </message>
    <message>
        <source>Export the chart %1 as %2…</source>
        <extracomment>%1 is the title of a chart, %2 is CSV, PNG or SVG</extracomment>
        <translation>Diagramm %1 als %2 exportieren…</translation>
    </message>
</context>
<context>
    <name>syspulse::ChartLane</name>
    <message>
        <source>the broker started</source>
        <translation>der Broker wurde gestartet</translation>
    </message>
    <message>
        <source>no updates</source>
        <translation>keine Aktualisierungen</translation>
    </message>
    <message>
        <source>from the server&apos;s analytics</source>
        <translation>aus den Analytics des Servers</translation>
    </message>
    <message>
        <source>alert: %1</source>
        <extracomment>%1 is the name of an alert</extracomment>
        <translation>Alarm: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n earlier ones</source>
        <translation>
            <numerusform>%n früherer</numerusform>
            <numerusform>%n frühere</numerusform>
        </translation>
    </message>
    <message>
        <source>unusual for this hour: %1</source>
        <extracomment>%1 is the name of a line of a chart</extracomment>
        <translation>ungewöhnlich für diese Stunde: %1</translation>
    </message>
</context>
<context>
    <name>syspulse::ChartPanel</name>
    <message>
        <source>Menu of the chart %1</source>
        <extracomment>%1 is the title of a chart</extracomment>
        <translation>Menü des Diagramms %1</translation>
    </message>
    <message>
        <source>Shows or hides %1.</source>
        <extracomment>%1 is a topic</extracomment>
        <translation>Zeigt oder verbirgt %1.</translation>
    </message>
    <message>
        <source>Add topics, export, clear or remove this chart.</source>
        <translation>Topics hinzufügen, dieses Diagramm exportieren, leeren oder entfernen.</translation>
    </message>
    <message>
        <source>&amp;Add a topic…</source>
        <translation>Topic &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>Remove a &amp;topic</source>
        <translation>&amp;Topic entfernen</translation>
    </message>
    <message>
        <source>&amp;Counters as change per second</source>
        <translation>&amp;Zähler als Änderung pro Sekunde</translation>
    </message>
    <message>
        <source>Export as &amp;PNG picture…</source>
        <translation>Als &amp;PNG-Bild exportieren…</translation>
    </message>
    <message>
        <source>Export as &amp;SVG drawing…</source>
        <translation>Als &amp;SVG-Zeichnung exportieren…</translation>
    </message>
    <message>
        <source>Export values as CS&amp;V…</source>
        <translation>Werte als CS&amp;V exportieren…</translation>
    </message>
    <message>
        <source>Show &amp;everything again</source>
        <translation>Wieder &amp;alles zeigen</translation>
    </message>
    <message>
        <source>C&amp;lear: show new values only</source>
        <translation>&amp;Leeren: nur neue Werte zeigen</translation>
    </message>
    <message>
        <source>&amp;Remove this chart</source>
        <translation>Dieses &amp;Diagramm entfernen</translation>
    </message>
    <message>
        <source>Until %1 one-minute values from the server&apos;s analytics are shown where SysPulse was not watching. They count clients from the opening of the connection, before the login.</source>
        <extracomment>%1 is a date and time</extracomment>
        <translation>Bis %1 werden Minutenwerte aus den Analytics des Servers gezeigt, wo SysPulse nicht beobachtet hat. Sie zählen Clients ab dem Öffnen der Verbindung, also schon vor der Anmeldung.</translation>
    </message>
    <message>
        <source>C&amp;ompare with</source>
        <translation>Vergleichen &amp;mit</translation>
    </message>
    <message>
        <source>&amp;Nothing</source>
        <translation>&amp;Nichts</translation>
    </message>
    <message>
        <source>The day &amp;before</source>
        <translation>Dem &amp;Tag davor</translation>
    </message>
    <message>
        <source>The &amp;week before</source>
        <translation>Der &amp;Woche davor</translation>
    </message>
    <message>
        <source>No value has arrived yet.</source>
        <translation>Noch kein Wert eingetroffen.</translation>
    </message>
    <message>
        <source>Source: %1, last told %2</source>
        <extracomment>where a value comes from, and how old it is, such as 4 s ago</extracomment>
        <translation>Quelle: %1, zuletzt gemeldet %2</translation>
    </message>
    <message>
        <source>Counters as &amp;bars: how many in each interval</source>
        <translation>Zähler als &amp;Balken: wie viele in jedem Zeitabschnitt</translation>
    </message>
    <message>
        <source>Alert &amp;on this…</source>
        <translation>Al&amp;arm dazu…</translation>
    </message>
    <message>
        <source>Alert &amp;on</source>
        <translation>Al&amp;arm zu</translation>
    </message>
    <message>
        <source>%1…</source>
        <extracomment>entry of a menu; %1 is the name of a line of a chart</extracomment>
        <translation>%1 …</translation>
    </message>
    <message>
        <source>Re&amp;name…</source>
        <translation>&amp;Umbenennen…</translation>
    </message>
    <message>
        <source>Show all &amp;charts</source>
        <translation>Alle &amp;Diagramme zeigen</translation>
    </message>
    <message>
        <source>&amp;Maximise</source>
        <translation>&amp;Maximieren</translation>
    </message>
    <message>
        <source>Mo&amp;ve towards the start</source>
        <translation>Nach v&amp;orn verschieben</translation>
    </message>
    <message>
        <source>Move towards the en&amp;d</source>
        <translation>Nach &amp;hinten verschieben</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Without SysPulse&apos;s own traffic.</source>
        <translation>Ohne den eigenen Verkehr von SysPulse.</translation>
    </message>
    <message>
        <source>&amp;Write a note…</source>
        <translation>&amp;Notiz schreiben…</translation>
    </message>
    <message>
        <source>&amp;Write a note at %1…</source>
        <translation>&amp;Notiz zu %1 schreiben…</translation>
    </message>
    <message>
        <source>&amp;Write a note on %1 – %2…</source>
        <translation>&amp;Notiz zu %1 – %2 schreiben…</translation>
    </message>
    <message>
        <source>Change &quot;%1&quot;…</source>
        <extracomment>%1 is the text of a note</extracomment>
        <translation>„%1“ ändern…</translation>
    </message>
    <message>
        <source>Most messages at %1</source>
        <extracomment>%1 is a time of day</extracomment>
        <translation>Die meisten Nachrichten um %1</translation>
    </message>
    <message>
        <source>client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>(no client ID)</source>
        <translation>(keine Client-ID)</translation>
    </message>
    <message>
        <source>topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>The n&amp;ormal band</source>
        <extracomment>what is usual at that hour of the week</extracomment>
        <translation>Dem N&amp;ormalband</translation>
    </message>
    <message>
        <source>Normal band from %1 of %2 weeks</source>
        <extracomment>legend of a chart; %1 is how many weeks, such as 3 or 2–4, out of %2</extracomment>
        <translation>Normalband aus %1 von %2 Wochen</translation>
    </message>
    <message>
        <source>The pale band is what is usual: the median of the minutes in the same hour of the week, and three times their spread around it. It is made from the %1 weeks before each hour, here since %2; %3 of them have values. A hollow triangle marks where a line left it for 3 minutes, at most one an hour.</source>
        <extracomment>%1 is a number of weeks, %2 a date and time, %3 how many weeks, such as 3 or 2–4</extracomment>
        <translation>Das blasse Band ist, was üblich ist: der Median der Minuten derselben Stunde der Woche und das Dreifache ihrer Streuung um ihn herum. Es entsteht aus den %1 Wochen vor jeder Stunde, hier seit %2; %3 davon haben Werte. Ein hohles Dreieck kennzeichnet, wo eine Linie es für 3 Minuten verlassen hat, höchstens eines pro Stunde.</translation>
    </message>
    <message>
        <source>No normal band</source>
        <translation>Kein Normalband</translation>
    </message>
    <message>
        <source>The normal band is drawn over up to 31 days.</source>
        <translation>Das Normalband wird über höchstens 31 Tage gezeichnet.</translation>
    </message>
    <message>
        <source>Bars and totals that only grow have no normal band.</source>
        <translation>Balken und Summen, die nur wachsen, haben kein Normalband.</translation>
    </message>
    <message>
        <source>The normal band is being read…</source>
        <translation>Das Normalband wird gelesen…</translation>
    </message>
    <message>
        <source>No normal band yet</source>
        <translation>Noch kein Normalband</translation>
    </message>
    <message>
        <source>What is usual is not known yet: that needs one-minute values of the same hour of the week in at least %1 of the %2 weeks before.</source>
        <translation>Was üblich ist, ist noch nicht bekannt: Dazu braucht es Minutenwerte derselben Stunde der Woche in mindestens %1 der %2 Wochen davor.</translation>
    </message>
    <message>
        <source>usually %1–%2</source>
        <extracomment>between which values a line is at this hour of the week, such as 40 and 55</extracomment>
        <translation>üblich %1–%2</translation>
    </message>
</context>
<context>
    <name>syspulse::ChartPicture</name>
    <message>
        <source>Exported by SysPulse, %1</source>
        <extracomment>%1 is a date and time</extracomment>
        <translation>Exportiert von SysPulse, %1</translation>
    </message>
</context>
<context>
    <name>syspulse::ChartSpec</name>
    <message>
        <source>Messages per second</source>
        <translation>Nachrichten pro Sekunde</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Published in</source>
        <translation>PUBLISH ein</translation>
    </message>
    <message>
        <source>Published out</source>
        <translation>PUBLISH aus</translation>
    </message>
    <message>
        <source>All packets in</source>
        <translation>Alle Pakete ein</translation>
    </message>
    <message>
        <source>All packets out</source>
        <translation>Alle Pakete aus</translation>
    </message>
    <message>
        <source>Bytes in</source>
        <translation>Bytes ein</translation>
    </message>
    <message>
        <source>Bytes out</source>
        <translation>Bytes aus</translation>
    </message>
    <message>
        <source>Subscriptions</source>
        <translation>Abonnements</translation>
    </message>
    <message>
        <source>Failed logins</source>
        <translation>Fehlanmeldungen</translation>
    </message>
    <message>
        <source>Empty chart</source>
        <translation>Leeres Diagramm</translation>
    </message>
    <message>
        <source>Connected clients</source>
        <translation>Verbundene Clients</translation>
    </message>
    <message>
        <source>%1 per second</source>
        <extracomment>%1 is the name of a counter</extracomment>
        <translation>%1 pro Sekunde</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <extracomment>%1 is the first line&apos;s name, %n the number of further lines</extracomment>
        <translation>
            <numerusform>%1 und %n weitere</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Some charts were left out.</source>
        <translation>Einige Diagramme wurden ausgelassen.</translation>
    </message>
    <message>
        <source>SysPulse in</source>
        <translation>SysPulse ein</translation>
    </message>
    <message>
        <source>SysPulse out</source>
        <translation>SysPulse aus</translation>
    </message>
    <message>
        <source>Bytes per second</source>
        <translation>Bytes pro Sekunde</translation>
    </message>
    <message>
        <source>Connections and refused logins</source>
        <translation>Verbindungen und abgewiesene Anmeldungen</translation>
    </message>
    <message>
        <source>Subscriptions and messages in flight</source>
        <translation>Abonnements und unbestätigte Nachrichten</translation>
    </message>
    <message>
        <source>JavaScript heap</source>
        <translation>JavaScript-Heap</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>In flight</source>
        <translation>Unbestätigt</translation>
    </message>
    <message>
        <source>Heap in use</source>
        <translation>Belegter Heap</translation>
    </message>
    <message>
        <source>Most heap</source>
        <translation>Größter Heap</translation>
    </message>
    <message>
        <source>Arrival</source>
        <translation>Ankunft</translation>
    </message>
    <message>
        <source>Operations API</source>
        <translation>Operations-API</translation>
    </message>
    <message>
        <source>Response times (canary)</source>
        <translation>Antwortzeiten (Canary)</translation>
    </message>
</context>
<context>
    <name>syspulse::ClientColumns</name>
    <message>
        <source>&amp;Columns</source>
        <translation>&amp;Spalten</translation>
    </message>
</context>
<context>
    <name>syspulse::ClientDetails</name>
    <message>
        <source>none</source>
        <translation>keins</translation>
    </message>
    <message>
        <source>Cop&amp;y details</source>
        <translation>Details &amp;kopieren</translation>
    </message>
    <message>
        <source>Details of the selected client</source>
        <translation>Details zum ausgewählten Client</translation>
    </message>
    <message>
        <source>Select a client to see all that is known of it, or several for their sums.</source>
        <translation>Wählen Sie einen Client, um alles über ihn zu sehen, oder mehrere für ihre Summen.</translation>
    </message>
    <message>
        <source>Subscriptions of the selected client</source>
        <translation>Abonnements des gewählten Clients</translation>
    </message>
    <message>
        <source>Client ID</source>
        <translation>Client-ID</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>%1, port %2</source>
        <translation>%1, Port %2</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>%1, MQTT %2</source>
        <extracomment>TLS, MQTT 5</extracomment>
        <translation>%1, MQTT %2</translation>
    </message>
    <message>
        <source>Keep-alive</source>
        <translation>Keep-Alive</translation>
    </message>
    <message>
        <source>Connected since</source>
        <translation>Verbunden seit</translation>
    </message>
    <message>
        <source>persistent</source>
        <translation>dauerhaft</translation>
    </message>
    <message>
        <source>not persistent</source>
        <translation>nicht dauerhaft</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>%1, with a will</source>
        <translation>%1, mit Testament</translation>
    </message>
    <message>
        <source>%1, without a will</source>
        <translation>%1, ohne Testament</translation>
    </message>
    <message>
        <source>Served by</source>
        <extracomment>%1 is the name of a node, %2 the number of a thread</extracomment>
        <translation>Bedient von</translation>
    </message>
    <message>
        <source>node %1, thread %2</source>
        <translation>Knoten %1, Thread %2</translation>
    </message>
    <message>
        <source>Messages in</source>
        <translation>Nachrichten ein</translation>
    </message>
    <message>
        <source>Messages out</source>
        <translation>Nachrichten aus</translation>
    </message>
    <message>
        <source>Bytes in</source>
        <translation>Bytes ein</translation>
    </message>
    <message>
        <source>Bytes out</source>
        <translation>Bytes aus</translation>
    </message>
    <message>
        <source>Last active</source>
        <translation>Zuletzt aktiv</translation>
    </message>
    <message>
        <source>Waiting messages</source>
        <translation>Wartende Nachrichten</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>Unterwegs</translation>
    </message>
    <message>
        <source>%1 not acknowledged, %2 not taken</source>
        <translation>%1 unbestätigt, %2 nicht abgenommen</translation>
    </message>
    <message>
        <source>Belongs to</source>
        <translation>Gehört zu</translation>
    </message>
    <message numerus="yes">
        <source>%n subscription(s); the record lists the first %1.</source>
        <translation>
            <numerusform>%n Abonnement; der Datensatz nennt die ersten %1.</numerusform>
            <numerusform>%n Abonnements; der Datensatz nennt die ersten %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n subscription(s)</source>
        <translation>
            <numerusform>%n Abonnement</numerusform>
            <numerusform>%n Abonnements</numerusform>
        </translation>
    </message>
    <message>
        <source>Selected</source>
        <translation>Ausgewählt</translation>
    </message>
    <message numerus="yes">
        <source>%n client(s)</source>
        <translation>
            <numerusform>%n Client</numerusform>
            <numerusform>%n Clients</numerusform>
        </translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>Adressen</translation>
    </message>
    <message>
        <source>Subscriptions</source>
        <translation>Abonnements</translation>
    </message>
    <message>
        <source>Persistent</source>
        <translation>Dauerhaft</translation>
    </message>
    <message>
        <source>Traffic known of</source>
        <translation>Verkehr bekannt von</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>Rückstand</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>a number or an amount of bytes, and the same per second</extracomment>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>syspulse::ClientNumbersModel</name>
    <message>
        <source>Client ID</source>
        <translation>Client-ID</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Thread</source>
        <translation>Thread</translation>
    </message>
    <message>
        <source>%1 (SysPulse)</source>
        <extracomment>%1 is a client id</extracomment>
        <translation>%1 (SysPulse)</translation>
    </message>
</context>
<context>
    <name>syspulse::ClientTimeline</name>
    <message>
        <source>Nobody has watched in this time: the diary is kept while an instance that is set up is connected in this window.</source>
        <translation>In dieser Zeit hat niemand zugesehen: Das Tagebuch wird geführt, solange eine eingerichtete Instanz in diesem Fenster verbunden ist.</translation>
    </message>
    <message>
        <source>It was watched for %1 of this time.</source>
        <extracomment>%1 is a duration</extracomment>
        <translation>Zugesehen wurde %1 lang in dieser Zeit.</translation>
    </message>
    <message>
        <source>Select one client to see when it was there.</source>
        <translation>Wählen Sie einen einzelnen Client, um zu sehen, wann er da war.</translation>
    </message>
    <message>
        <source>It is connected now.</source>
        <translation>Der Client ist jetzt verbunden.</translation>
    </message>
    <message>
        <source>It was connected when it was watched last.</source>
        <translation>Der Client war verbunden, als zuletzt zugesehen wurde.</translation>
    </message>
    <message>
        <source>It is away.</source>
        <translation>Der Client ist nicht da.</translation>
    </message>
    <message>
        <source>It was away when it was watched last.</source>
        <translation>Der Client war nicht da, als zuletzt zugesehen wurde.</translation>
    </message>
    <message>
        <source>%1 did not come anew in this time.</source>
        <extracomment>%1 is a client ID</extracomment>
        <translation>%1 kam in dieser Zeit nicht neu hinzu.</translation>
    </message>
    <message>
        <source>%1 came once, at %2.</source>
        <extracomment>%1 is a client ID, %2 a date and time</extracomment>
        <translation>%1 kam einmal, am %2.</translation>
    </message>
    <message numerus="yes">
        <source>%1 flapped %n time(s) between %2 and %3.</source>
        <extracomment>%1 is a client ID, %2 and %3 are dates and times, %n is how often</extracomment>
        <translation>
            <numerusform>%1 kam und ging zwischen %2 und %3 immer wieder, %n-mal.</numerusform>
            <numerusform>%1 kam und ging zwischen %2 und %3 immer wieder, %n-mal.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 came %n time(s) between %2 and %3.</source>
        <extracomment>%1 is a client ID, %2 and %3 are dates and times, %n is how often</extracomment>
        <translation>
            <numerusform>%1 kam %n-mal zwischen %2 und %3.</numerusform>
            <numerusform>%1 kam %n-mal zwischen %2 und %3.</numerusform>
        </translation>
    </message>
    <message>
        <source>Before that it came more often than is told here.</source>
        <translation>Davor kam er öfter, als hier gezeigt wird.</translation>
    </message>
    <message>
        <source>Nobody has watched in this time: the diary of this instance is off.</source>
        <translation>In dieser Zeit hat niemand zugesehen: Das Tagebuch dieser Instanz ist abgeschaltet.</translation>
    </message>
</context>
<context>
    <name>syspulse::ClientTrace</name>
    <message>
        <source>Only super users may trace clients.</source>
        <translation>Nur Superuser dürfen Clients aufzeichnen.</translation>
    </message>
    <message>
        <source>The component&apos;s answer does not say which trace was started.</source>
        <translation>Die Antwort der Komponente nennt nicht, welche Aufzeichnung begonnen hat.</translation>
    </message>
    <message>
        <source>The trace was started, but the component does not write it down.</source>
        <translation>Die Aufzeichnung wurde gestartet, aber die Komponente schreibt sie nicht auf.</translation>
    </message>
    <message>
        <source>The trace has ended: the server has not renewed it for 90 s.</source>
        <translation>Die Aufzeichnung ist zu Ende: Der Server hat sie seit 90 s nicht erneuert.</translation>
    </message>
    <message>
        <source>The trace was stopped.</source>
        <translation>Die Aufzeichnung wurde angehalten.</translation>
    </message>
    <message>
        <source>The trace has ended: its time is over.</source>
        <translation>Die Aufzeichnung ist zu Ende: Ihre Zeit ist abgelaufen.</translation>
    </message>
    <message>
        <source>The trace has ended: it has as many packets as it was to have.</source>
        <translation>Die Aufzeichnung ist zu Ende: Sie enthält so viele Pakete wie vorgesehen.</translation>
    </message>
    <message>
        <source>The trace has ended: the client has disconnected.</source>
        <translation>Die Aufzeichnung ist zu Ende: Der Client hat die Verbindung beendet.</translation>
    </message>
    <message>
        <source>The trace was ended by a restart of the worker thread that served the client.</source>
        <translation>Die Aufzeichnung endete mit einem Neustart des Worker-Threads, der den Client bediente.</translation>
    </message>
    <message>
        <source>The trace has ended: another trace of this client was started.</source>
        <translation>Die Aufzeichnung ist zu Ende: Eine andere Aufzeichnung dieses Clients wurde gestartet.</translation>
    </message>
    <message>
        <source>The trace has ended: counting was switched off on the server.</source>
        <translation>Die Aufzeichnung ist zu Ende: Das Zählen wurde auf dem Server abgeschaltet.</translation>
    </message>
    <message>
        <source>The trace has ended after an error of the component. The client and the broker are not affected.</source>
        <translation>Die Aufzeichnung ist nach einem Fehler der Komponente zu Ende. Client und Broker sind davon nicht betroffen.</translation>
    </message>
    <message>
        <source>The trace has ended: its records were removed from the server.</source>
        <translation>Die Aufzeichnung ist zu Ende: Ihre Datensätze wurden vom Server entfernt.</translation>
    </message>
    <message>
        <source>The trace failed.</source>
        <translation>Die Aufzeichnung ist fehlgeschlagen.</translation>
    </message>
</context>
<context>
    <name>syspulse::ClientsModel</name>
    <message>
        <source>Client ID</source>
        <translation>Client-ID</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>Transport</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Subscriptions</source>
        <translation>Abonnements</translation>
    </message>
    <message>
        <source>Persistent</source>
        <translation>Dauerhaft</translation>
    </message>
    <message>
        <source>Thread</source>
        <translation>Thread</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>MQTT</source>
        <extracomment>version of the protocol</extracomment>
        <translation>MQTT</translation>
    </message>
    <message>
        <source>Keep-alive</source>
        <translation>Keep-Alive</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keins</translation>
    </message>
    <message>
        <source>In/s</source>
        <extracomment>messages per second</extracomment>
        <translation>Ein/s</translation>
    </message>
    <message>
        <source>Out/s</source>
        <extracomment>messages per second</extracomment>
        <translation>Aus/s</translation>
    </message>
    <message>
        <source>Bytes/s</source>
        <translation>Bytes/s</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>Rückstand</translation>
    </message>
    <message>
        <source>Not known: the traffic of the busiest and the slowest clients of each worker is listed. Select the client to ask for its own numbers.</source>
        <translation>Nicht bekannt: Aufgeführt ist der Verkehr der regsten und der langsamsten Clients jedes Workers. Wählen Sie den Client, um seine eigenen Zahlen abzufragen.</translation>
    </message>
    <message>
        <source>Not known: the client was connected before its packets were counted, or the component is older than 2.0.0.</source>
        <translation>Nicht bekannt: Der Client war verbunden, bevor seine Pakete gezählt wurden, oder die Komponente ist älter als 2.0.0.</translation>
    </message>
    <message>
        <source>Waiting in its subscriptions: %1. Not acknowledged: %2. Not taken by the network: %3. 1 KiB counts as one message.</source>
        <translation>In seinen Abonnements warten: %1. Unbestätigt: %2. Vom Netz nicht abgenommen: %3. 1 KiB zählt als eine Nachricht.</translation>
    </message>
    <message>
        <source>This window: %1</source>
        <extracomment>%1 is a client ID</extracomment>
        <translation>Dieses Fenster: %1</translation>
    </message>
    <message>
        <source>SysPulse: %1</source>
        <extracomment>%1 is a client ID</extracomment>
        <translation>SysPulse: %1</translation>
    </message>
</context>
<context>
    <name>syspulse::ClientsMonitor</name>
    <message>
        <source>The list of clients is not readable: the component is not installed or is an older one (see Setup), or this user may not read the table %1.%2.</source>
        <translation>Die Liste der Clients ist nicht lesbar: Die Komponente ist nicht installiert oder älter (siehe Einrichtung), oder dieser Benutzer darf die Tabelle %1.%2 nicht lesen.</translation>
    </message>
    <message>
        <source>The MQTT connection is down.</source>
        <translation>Die MQTT-Verbindung ist unterbrochen.</translation>
    </message>
</context>
<context>
    <name>syspulse::ClientsPage</name>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Refused logins</source>
        <extracomment>%1 is a number</extracomment>
        <translation>Abgelehnte Anmeldungen</translation>
    </message>
    <message>
        <source>Orphaned sessions</source>
        <extracomment>%1 is a number</extracomment>
        <translation>Verwaiste Sitzungen</translation>
    </message>
    <message>
        <source>Refused logins (%1)</source>
        <translation>Abgelehnte Anmeldungen (%1)</translation>
    </message>
    <message>
        <source>Orphaned sessions (%1)</source>
        <translation>Verwaiste Sitzungen (%1)</translation>
    </message>
    <message>
        <source>Removing the session of %1…</source>
        <translation>Die Sitzung von %1 wird entfernt…</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>Connect to an instance to see who uses its broker.</source>
        <translation>Verbinden Sie sich mit einer Instanz, um zu sehen, wer ihren Broker nutzt.</translation>
    </message>
    <message>
        <source>The list of clients cannot be read</source>
        <translation>Die Liste der Clients ist nicht lesbar</translation>
    </message>
    <message>
        <source>Open &amp;Setup</source>
        <translation>Einrichtung ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Waiting for the list of clients</source>
        <translation>Warten auf die Liste der Clients</translation>
    </message>
    <message>
        <source>It shows as soon as the broker has sent it.</source>
        <translation>Sie erscheint, sobald der Broker sie gesendet hat.</translation>
    </message>
    <message>
        <source>Connected (%1)</source>
        <extracomment>%1 is a number</extracomment>
        <translation>Verbunden (%1)</translation>
    </message>
    <message>
        <source>The session was removed.</source>
        <translation>Die Sitzung wurde entfernt.</translation>
    </message>
    <message>
        <source>C&amp;onnect…</source>
        <translation>Verbi&amp;nden…</translation>
    </message>
    <message>
        <source>The list of clients is read as soon as the instance answers again.</source>
        <translation>Die Liste der Clients wird gelesen, sobald die Instanz wieder antwortet.</translation>
    </message>
    <message>
        <source>Diary</source>
        <translation>Tagebuch</translation>
    </message>
    <message>
        <source>Search the clients for &quot;%1&quot;</source>
        <extracomment>%1 is what was typed</extracomment>
        <translation>Die Clients nach „%1“ durchsuchen</translation>
    </message>
</context>
<context>
    <name>syspulse::ClientsReader</name>
    <message>
        <source>Nothing is known about clients: the component is not installed, or is one from before 1.1.0. Set the instance up first.</source>
        <translation>Über Clients ist nichts bekannt: Die Komponente ist nicht installiert oder älter als 1.1.0. Richten Sie zuerst die Instanz ein.</translation>
    </message>
    <message>
        <source>More than %1 clients with a persistent session are connected, and no more are read: which sessions are orphaned is not known.</source>
        <translation>Mehr als %1 Clients mit dauerhafter Sitzung sind verbunden, und mehr werden nicht gelesen: Welche Sitzungen verwaist sind, ist nicht bekannt.</translation>
    </message>
</context>
<context>
    <name>syspulse::CommandPalette</name>
    <message>
        <source>No command fits.</source>
        <translation>Kein Befehl passt.</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Type what you want to do</source>
        <translation>Geben Sie ein, was Sie tun möchten</translation>
    </message>
    <message>
        <source>Filter commands</source>
        <translation>Befehle filtern</translation>
    </message>
    <message>
        <source>The arrow keys choose a command, Enter runs it.</source>
        <translation>Die Pfeiltasten wählen einen Befehl, die Eingabetaste führt ihn aus.</translation>
    </message>
    <message>
        <source>not available now</source>
        <translation>jetzt nicht möglich</translation>
    </message>
</context>
<context>
    <name>syspulse::CommandSender</name>
    <message>
        <source>%1 cannot be started. Check the path, and that you may run the program.</source>
        <translation>%1 lässt sich nicht starten. Prüfen Sie den Pfad und ob Sie das Programm ausführen dürfen.</translation>
    </message>
    <message>
        <source>%1 ran for more than %2 s and was killed. It must end once it has read the alert.</source>
        <translation>%1 lief länger als %2 s und wurde beendet. Es muss enden, sobald es den Alarm gelesen hat.</translation>
    </message>
    <message>
        <source>%1 crashed. Run it by hand to see why.</source>
        <translation>%1 ist abgestürzt. Starten Sie es von Hand, um zu sehen, warum.</translation>
    </message>
    <message>
        <source>%1 ended with exit code %2. Run it by hand to see why.</source>
        <translation>%1 endete mit dem Exit-Code %2. Starten Sie es von Hand, um zu sehen, warum.</translation>
    </message>
</context>
<context>
    <name>syspulse::ComponentRequests</name>
    <message>
        <source>The request does not say which client or session it is for.</source>
        <translation>Die Anforderung nennt nicht den Client oder die Sitzung, um die es geht.</translation>
    </message>
    <message>
        <source>The component on the server did not answer within 10 s. Look at Setup: it may be an older one, or not loaded.</source>
        <translation>Die Komponente auf dem Server hat nicht innerhalb von 10 s geantwortet. Sehen Sie unter „Einrichtung“ nach: Vielleicht ist sie älter oder nicht geladen.</translation>
    </message>
    <message>
        <source>The request disappeared from the server before it was answered. The list shows what has happened.</source>
        <translation>Die Anforderung verschwand vom Server, bevor sie beantwortet war. Die Liste zeigt, was geschehen ist.</translation>
    </message>
</context>
<context>
    <name>syspulse::ConnectDialog</name>
    <message>
        <source>Connect to HarperDB</source>
        <translation>Mit HarperDB verbinden</translation>
    </message>
    <message>
        <source>&amp;Address:</source>
        <translation>&amp;Adresse:</translation>
    </message>
    <message>
        <source>https://db.example.org:9925</source>
        <translation>https://db.example.org:9925</translation>
    </message>
    <message>
        <source>Address of the operations API. The default port is 9925.</source>
        <translation>Adresse der Operations-API. Der Standardport ist 9925.</translation>
    </message>
    <message>
        <source>&amp;User:</source>
        <translation>&amp;Benutzer:</translation>
    </message>
    <message>
        <source>&amp;Password:</source>
        <translation>&amp;Passwort:</translation>
    </message>
    <message>
        <source>Kept in memory only and gone when you quit, unless you have the system&apos;s keychain keep it.</source>
        <translation>Wird nur im Speicher gehalten und ist beim Beenden weg, es sei denn, Sie lassen es vom Schlüsselbund des Systems aufbewahren.</translation>
    </message>
    <message>
        <source>A&amp;dvanced: MQTT broker</source>
        <translation>&amp;Erweitert: MQTT-Broker</translation>
    </message>
    <message>
        <source>MQTT &amp;host:</source>
        <translation>MQTT-H&amp;ost:</translation>
    </message>
    <message>
        <source>as in the address</source>
        <translation>wie in der Adresse</translation>
    </message>
    <message>
        <source>MQTT po&amp;rt:</source>
        <translation>MQTT-Po&amp;rt:</translation>
    </message>
    <message>
        <source>from the server&apos;s configuration</source>
        <translation>aus der Konfiguration des Servers</translation>
    </message>
    <message>
        <source>MQTT &amp;encryption:</source>
        <translation>MQTT-Verschlüsselun&amp;g:</translation>
    </message>
    <message>
        <source>as the address: TLS for https://</source>
        <translation>wie die Adresse: TLS bei https://</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation>&amp;Verbinden</translation>
    </message>
    <message>
        <source>Profi&amp;le:</source>
        <translation>Profi&amp;l:</translation>
    </message>
    <message>
        <source>Everything works. You can connect.</source>
        <translation>Alles funktioniert. Sie können sich verbinden.</translation>
    </message>
    <message>
        <source>The test failed; the failed line says why.</source>
        <translation>Der Test ist fehlgeschlagen; die fehlgeschlagene Zeile sagt, warum.</translation>
    </message>
    <message>
        <source>With http:// the password and all data travel unencrypted, and anyone on the way can read them. Use https:// if the instance offers it.</source>
        <translation>Mit http:// werden das Passwort und alle Daten unverschlüsselt übertragen, und jeder auf dem Weg kann sie lesen. Verwenden Sie https://, wenn die Instanz es anbietet.</translation>
    </message>
    <message>
        <source>Enter the name of a HarperDB user. The setup needs a super user; for looking at values any user with the right to read them will do.</source>
        <translation>Geben Sie den Namen eines HarperDB-Benutzers ein. Die Einrichtung braucht einen Superuser; zum Ansehen der Werte genügt ein Benutzer, der sie lesen darf.</translation>
    </message>
    <message>
        <source>Give the profile a name, or do not keep it.</source>
        <translation>Geben Sie dem Profil einen Namen oder behalten Sie es nicht.</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbindung wird aufgebaut…</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>Test läuft…</translation>
    </message>
    <message>
        <source>The connection was given up.</source>
        <translation>Der Verbindungsaufbau wurde abgebrochen.</translation>
    </message>
    <message>
        <source>&amp;Test all</source>
        <translation>Alles &amp;testen</translation>
    </message>
    <message>
        <source>Not tested, because an earlier stage failed.</source>
        <translation>Nicht getestet, weil eine frühere Stufe fehlgeschlagen ist.</translation>
    </message>
    <message>
        <source>This stage works.</source>
        <translation>Diese Stufe funktioniert.</translation>
    </message>
    <message>
        <source>Show certificate…</source>
        <translation>Zertifikat anzeigen…</translation>
    </message>
    <message>
        <source>%1 To connect without changing them, do not keep the instance as a profile.</source>
        <extracomment>%1 is a sentence</extracomment>
        <translation>%1 Um sich zu verbinden, ohne sie zu ändern, behalten Sie die Instanz nicht als Profil.</translation>
    </message>
    <message>
        <source>&amp;Use http://</source>
        <translation>http:// ver&amp;wenden</translation>
    </message>
</context>
<context>
    <name>syspulse::ConnectedPane</name>
    <message>
        <source>At most %1 clients can be disconnected at once.</source>
        <translation>Höchstens %1 Clients lassen sich auf einmal trennen.</translation>
    </message>
    <message>
        <source>Disconnect this client?</source>
        <translation>Diesen Client trennen?</translation>
    </message>
    <message>
        <source>The server closes the connection of %1 (user %2, from %3). The client may connect again by itself.</source>
        <translation>Der Server schließt die Verbindung von %1 (Benutzer %2, von %3). Der Client kann sich von selbst wieder verbinden.</translation>
    </message>
    <message>
        <source>anonymous</source>
        <translation>anonym</translation>
    </message>
    <message>
        <source>unknown address</source>
        <translation>unbekannte Adresse</translation>
    </message>
    <message>
        <source>Its persistent session and its subscriptions stay.</source>
        <translation>Die dauerhafte Sitzung und die Abonnements bleiben.</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <extracomment>%1 is a list of names</extracomment>
        <translation>
            <numerusform>%1 und %n weiterer</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Disconnect %n clients?</source>
        <translation>
            <numerusform>%n Client trennen?</numerusform>
            <numerusform>%n Clients trennen?</numerusform>
        </translation>
    </message>
    <message>
        <source>The server closes the connections of %1. The clients may connect again by themselves.</source>
        <translation>Der Server schließt die Verbindungen von %1. Die Clients verbinden sich vielleicht von selbst wieder.</translation>
    </message>
    <message>
        <source>Persistent sessions and their subscriptions stay.</source>
        <translation>Dauerhafte Sitzungen und ihre Abonnements bleiben.</translation>
    </message>
    <message>
        <source>&amp;Disconnect</source>
        <translation>&amp;Trennen</translation>
    </message>
    <message>
        <source>Disconnecting %1…</source>
        <translation>%1 wird getrennt…</translation>
    </message>
    <message numerus="yes">
        <source>Disconnecting %n clients…</source>
        <translation>
            <numerusform>%n Client wird getrennt…</numerusform>
            <numerusform>%n Clients werden getrennt…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients were disconnected.</source>
        <translation>
            <numerusform>%n Client wurde getrennt.</numerusform>
            <numerusform>%n Clients wurden getrennt.</numerusform>
        </translation>
    </message>
    <message>
        <source>The client was disconnected.</source>
        <translation>Der Client wurde getrennt.</translation>
    </message>
    <message>
        <source>%1 of %2 clients could not be disconnected. %3</source>
        <extracomment>%1 of %2 clients, %3 is an error</extracomment>
        <translation>%1 von %2 Clients ließen sich nicht trennen. %3</translation>
    </message>
    <message>
        <source>Search client ID, user, address or subscription</source>
        <translation>Client-ID, Benutzer, Adresse oder Abonnement suchen</translation>
    </message>
    <message>
        <source>Search clients</source>
        <translation>Clients suchen</translation>
    </message>
    <message>
        <source>R&amp;efresh</source>
        <translation>Aktua&amp;lisieren</translation>
    </message>
    <message>
        <source>&amp;Trace…</source>
        <translation>Auf&amp;zeichnen…</translation>
    </message>
    <message>
        <source>D&amp;isconnect…</source>
        <translation>T&amp;rennen…</translation>
    </message>
    <message>
        <source>Connected clients</source>
        <translation>Verbundene Clients</translation>
    </message>
    <message>
        <source>Asks for refused logins, orphaned sessions and the numbers of the selected client now (F5). The list of connected clients is always current.</source>
        <extracomment>F5 is a key</extracomment>
        <translation>Fragt abgelehnte Anmeldungen, verwaiste Sitzungen und die Zahlen des gewählten Clients jetzt ab (F5). Die Liste der verbundenen Clients ist immer aktuell.</translation>
    </message>
    <message>
        <source>&amp;Trace packets…</source>
        <translation>Pakete auf&amp;zeichnen…</translation>
    </message>
    <message>
        <source>%1 of %2 clients</source>
        <extracomment>%1 of %2 clients are shown</extracomment>
        <translation>%1 von %2 Clients</translation>
    </message>
    <message>
        <source>The link to the broker was lost %1. The list may be out of date.</source>
        <extracomment>%1 is an age such as 12 s ago</extracomment>
        <translation>Die Verbindung zum Broker ist abgebrochen (%1). Die Liste ist möglicherweise veraltet.</translation>
    </message>
    <message>
        <source>Nobody is connected. SysPulse&apos;s own connections are listed too while they are open.</source>
        <translation>Niemand ist verbunden. Auch die eigenen Verbindungen von SysPulse werden aufgeführt, solange sie bestehen.</translation>
    </message>
    <message>
        <source>No client matches the search.</source>
        <translation>Kein Client passt zur Suche.</translation>
    </message>
    <message>
        <source>Only super users may ask for the numbers of a client.</source>
        <translation>Nur Superuser dürfen die Zahlen eines Clients abfragen.</translation>
    </message>
    <message>
        <source>SysPulse, this window</source>
        <translation>SysPulse, dieses Fenster</translation>
    </message>
    <message>
        <source>SysPulse</source>
        <translation>SysPulse</translation>
    </message>
    <message>
        <source>Only super users may trace clients.</source>
        <translation>Nur Superuser dürfen Clients aufzeichnen.</translation>
    </message>
    <message>
        <source>Lists the MQTT packets of the selected client as they pass.</source>
        <translation>Führt die MQTT-Pakete des gewählten Clients auf, während sie vorbeikommen.</translation>
    </message>
    <message>
        <source>Only %1 clients are listed: more are connected.</source>
        <extracomment>%1 is a large number</extracomment>
        <translation>Nur %1 Clients sind aufgeführt: Es sind mehr verbunden.</translation>
    </message>
</context>
<context>
    <name>syspulse::ConnectionProbe</name>
    <message>
        <source>The certificate authority is not a PEM certificate.</source>
        <translation>Die Zertifizierungsstelle ist kein PEM-Zertifikat.</translation>
    </message>
    <message>
        <source>Logging in ...</source>
        <translation>Anmeldung läuft…</translation>
    </message>
    <message>
        <source>Logged in as &quot;%1&quot;.</source>
        <translation>Angemeldet als „%1“.</translation>
    </message>
    <message>
        <source>Reading the version ...</source>
        <translation>Die Version wird gelesen…</translation>
    </message>
    <message>
        <source>Checking what the user may do ...</source>
        <translation>Die Rechte des Benutzers werden geprüft…</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a super user: watching works with read permission on the table &quot;sys&quot;; setting up and updating do not.</source>
        <translation>„%1“ ist kein Superuser: Zusehen geht mit Leserecht auf die Tabelle „sys“; Einrichten und Aktualisieren gehen nicht.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a super user.</source>
        <translation>„%1“ ist ein Superuser.</translation>
    </message>
    <message>
        <source>Finding the MQTT port ...</source>
        <translation>Der MQTT-Port wird ermittelt…</translation>
    </message>
    <message>
        <source>The server has no MQTT port. Set mqtt.network.port, or give a port.</source>
        <translation>Der Server hat keinen MQTT-Port. Setzen Sie mqtt.network.port oder geben Sie einen Port an.</translation>
    </message>
    <message>
        <source>MQTT at %1, as given.</source>
        <translation>MQTT auf %1, wie angegeben.</translation>
    </message>
    <message>
        <source>MQTT at %1, from the server.</source>
        <translation>MQTT auf %1, laut Server.</translation>
    </message>
    <message>
        <source>MQTT at %1, the usual port; this user may not read the server&apos;s configuration.</source>
        <translation>MQTT auf %1, der übliche Port; dieser Benutzer darf die Konfiguration des Servers nicht lesen.</translation>
    </message>
    <message>
        <source>MQTT is not encrypted there: the password would travel in the clear.</source>
        <translation>MQTT ist dort nicht verschlüsselt: Das Passwort würde im Klartext übertragen.</translation>
    </message>
    <message>
        <source>Connecting to %1 ...</source>
        <translation>Verbindung zu %1 wird aufgebaut…</translation>
    </message>
    <message>
        <source>MQTT accepts the connection (%1).</source>
        <translation>MQTT nimmt die Verbindung an (%1).</translation>
    </message>
    <message>
        <source>Looking for the instance ...</source>
        <translation>Die Instanz wird gesucht…</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not the name or the address of a host. Change the MQTT host.</source>
        <translation>„%1“ ist weder der Name noch die Adresse eines Rechners. Ändern Sie den MQTT-Host.</translation>
    </message>
    <message>
        <source>The server has no MQTT port with TLS, and without TLS the password would travel in the clear. Set mqtt.network.securePort, give a port, or choose MQTT without TLS (mqtt://host:port).</source>
        <translation>Der Server hat keinen MQTT-Port mit TLS, und ohne TLS würde das Passwort unverschlüsselt übertragen. Setzen Sie mqtt.network.securePort, geben Sie einen Port an, oder wählen Sie MQTT ohne TLS (mqtt://host:port).</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a super user. Analytics are switched off on this server: only what SysPulse&apos;s component counts there will be known.</source>
        <translation>„%1“ ist ein Superuser. Die Analytics sind auf diesem Server abgeschaltet: Bekannt wird nur, was die Komponente von SysPulse dort zählt.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a super user, but has a role that may update; it cannot set up.</source>
        <translation>„%1“ ist kein Superuser, hat aber eine Rolle, mit der sich Werte aktualisieren lassen; einrichten kann sie nicht.</translation>
    </message>
    <message>
        <source>The server at %1 answers.</source>
        <extracomment>%1 is the address of a server</extracomment>
        <translation>Der Server unter %1 antwortet.</translation>
    </message>
    <message>
        <source>The server runs %1.</source>
        <extracomment>%1 is a product and its version</extracomment>
        <translation>Auf dem Server läuft %1.</translation>
    </message>
</context>
<context>
    <name>syspulse::ConnectionSettings</name>
    <message>
        <source>The password travels to %1 in the clear. Use https:// where the server has it.</source>
        <translation>Das Passwort wird unverschlüsselt an %1 übertragen. Verwenden Sie https://, wenn der Server es anbietet.</translation>
    </message>
    <message>
        <source>The password travels over MQTT to %1 in the clear. Use mqtts:// where the server has it.</source>
        <translation>Das Passwort wird über MQTT unverschlüsselt an %1 übertragen. Verwenden Sie mqtts://, wenn der Server es anbietet.</translation>
    </message>
</context>
<context>
    <name>syspulse::DesktopNotifier</name>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Bestätigen</translation>
    </message>
    <message>
        <source>Snooze for 1 h</source>
        <translation>1 h stumm</translation>
    </message>
</context>
<context>
    <name>syspulse::DiaryModel</name>
    <message>
        <source>Client ID</source>
        <translation>Client-ID</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Came</source>
        <translation>Gekommen</translation>
    </message>
    <message>
        <source>Gone</source>
        <translation>Gegangen</translation>
    </message>
    <message>
        <source>by %1</source>
        <extracomment>%1 is a date and time; when exactly is not known</extracomment>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>Stayed</source>
        <translation>Geblieben</translation>
    </message>
    <message>
        <source>≥ %1</source>
        <extracomment>%1 is a duration</extracomment>
        <translation>≥ %1</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>still connected</source>
        <translation>noch verbunden</translation>
    </message>
    <message>
        <source>nobody has seen it go</source>
        <translation>niemand sah ihn gehen</translation>
    </message>
    <message>
        <source>left, or was cut off</source>
        <translation>gegangen oder abgebrochen</translation>
    </message>
    <message>
        <source>disconnected by SysPulse</source>
        <translation>von SysPulse getrennt</translation>
    </message>
    <message>
        <source>the server was restarted</source>
        <translation>der Server wurde neu gestartet</translation>
    </message>
    <message>
        <source>while nobody watched</source>
        <translation>während niemand zusah</translation>
    </message>
</context>
<context>
    <name>syspulse::DiaryPane</name>
    <message>
        <source>Search client ID, user or address</source>
        <translation>Client-ID, Benutzer oder Adresse suchen</translation>
    </message>
    <message>
        <source>Search the diary</source>
        <translation>Tagebuch durchsuchen</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>E&amp;xportieren…</translation>
    </message>
    <message>
        <source>Diary of the clients</source>
        <translation>Tagebuch der Clients</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Letzte 24 Stunden</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Last 90 days</source>
        <translation>Letzte 90 Tage</translation>
    </message>
    <message>
        <source>Writes the visits that are shown to a CSV or JSON file.</source>
        <translation>Schreibt die Besuche, die zu sehen sind, in eine CSV- oder JSON-Datei.</translation>
    </message>
    <message>
        <source>No visits</source>
        <translation>Keine Besuche</translation>
    </message>
    <message numerus="yes">
        <source>the newest %n visit(s)</source>
        <translation>
            <numerusform>der neueste %n Besuch</numerusform>
            <numerusform>die neuesten %n Besuche</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s)</source>
        <translation>
            <numerusform>%n Besuch</numerusform>
            <numerusform>%n Besuche</numerusform>
        </translation>
    </message>
    <message>
        <source>Export the diary</source>
        <translation>Tagebuch exportieren</translation>
    </message>
    <message>
        <source>CSV file (*.csv)</source>
        <translation>CSV-Datei (*.csv)</translation>
    </message>
    <message>
        <source>JSON file (*.json)</source>
        <translation>JSON-Datei (*.json)</translation>
    </message>
    <message>
        <source>The diary was exported to %1.</source>
        <translation>Das Tagebuch wurde in %1 exportiert.</translation>
    </message>
    <message>
        <source>Se&amp;ttings…</source>
        <translation>Eins&amp;tellungen…</translation>
    </message>
    <message>
        <source>The diary of this instance is off. What is listed was kept before.</source>
        <translation>Das Tagebuch dieser Instanz ist abgeschaltet. Was aufgeführt ist, stammt von vorher.</translation>
    </message>
    <message>
        <source>The diary of this instance is off</source>
        <translation>Das Tagebuch dieser Instanz ist abgeschaltet</translation>
    </message>
    <message>
        <source>Who comes and goes is not noted on this computer. Of the chosen time nothing is kept.</source>
        <translation>Wer kommt und geht, wird auf diesem Rechner nicht notiert. Aus der gewählten Zeit ist nichts da.</translation>
    </message>
    <message>
        <source>Diary &amp;settings…</source>
        <translation>Einst&amp;ellungen zum Tagebuch…</translation>
    </message>
    <message>
        <source>Whether a diary of this instance is kept, how much of it, and how it is deleted.</source>
        <translation>Ob von dieser Instanz ein Tagebuch geführt wird, wie viel davon, und wie es gelöscht wird.</translation>
    </message>
</context>
<context>
    <name>syspulse::DiaryTimeline</name>
    <message>
        <source>When the client was there</source>
        <translation>Wann der Client da war</translation>
    </message>
</context>
<context>
    <name>syspulse::DiffDialog</name>
    <message>
        <source>%1 is added</source>
        <extracomment>%1 is a file</extracomment>
        <translation>%1 kommt hinzu</translation>
    </message>
    <message>
        <source>%1 changes</source>
        <translation>%1 ändert sich</translation>
    </message>
    <message>
        <source>%1 is removed</source>
        <translation>%1 wird entfernt</translation>
    </message>
    <message>
        <source>Changes to the component</source>
        <translation>Änderungen an der Komponente</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>Lines with a minus sign are on the instance now; lines with a plus sign take their place.</source>
        <translation>Zeilen mit einem Minuszeichen sind jetzt auf der Instanz; Zeilen mit einem Pluszeichen treten an ihre Stelle.</translation>
    </message>
</context>
<context>
    <name>syspulse::Environment</name>
    <message>
        <source>Development</source>
        <translation>Entwicklung</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>Produktion</translation>
    </message>
</context>
<context>
    <name>syspulse::FirstSteps</name>
    <message>
        <source>Do not show aga&amp;in</source>
        <translation>Ni&amp;cht mehr zeigen</translation>
    </message>
    <message>
        <source>First steps</source>
        <translation>Erste Schritte</translation>
    </message>
    <message>
        <source>1. Connect to an instance</source>
        <translation>1. Mit einer Instanz verbinden</translation>
    </message>
    <message>
        <source>2. Set up $SYS</source>
        <translation>2. $SYS einrichten</translation>
    </message>
    <message>
        <source>3. Start the updater</source>
        <translation>3. Updater starten</translation>
    </message>
    <message>
        <source>4. Watch the charts</source>
        <translation>4. Diagramme ansehen</translation>
    </message>
    <message>
        <source>The menu Help brings the first steps back.</source>
        <translation>Das Menü „Hilfe“ holt die ersten Schritte zurück.</translation>
    </message>
    <message>
        <source>Say where HarperDB&apos;s operations API is and log in. Nothing on the instance changes by that.</source>
        <translation>Geben Sie an, wo die Operations-API von HarperDB ist, und melden Sie sich an. An der Instanz ändert sich dadurch nichts.</translation>
    </message>
    <message>
        <source>Adds a small component and its tables, proves over MQTT that they work, and can be undone.</source>
        <translation>Fügt eine kleine Komponente und ihre Tabellen hinzu, weist über MQTT nach, dass sie arbeiten, und lässt sich rückgängig machen.</translation>
    </message>
    <message>
        <source>Reads the broker&apos;s numbers every few seconds and writes those that changed as $SYS topics.</source>
        <translation>Liest alle paar Sekunden die Zahlen des Brokers und schreibt die geänderten als $SYS-Topics.</translation>
    </message>
    <message>
        <source>Cards and charts follow the values as they arrive. Any MQTT client sees them too: %1</source>
        <extracomment>%1 is a command for a shell</extracomment>
        <translation>Karten und Diagramme folgen den Werten, sobald sie eintreffen. Auch jeder MQTT-Client sieht sie: %1</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Als Nächstes</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
</context>
<context>
    <name>syspulse::HeaderBar</name>
    <message>
        <source>&amp;Connect…</source>
        <translation>&amp;Verbinden…</translation>
    </message>
    <message>
        <source>&amp;Disconnect</source>
        <translation>&amp;Trennen</translation>
    </message>
    <message>
        <source>No instance</source>
        <translation>Keine Instanz</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>Schreibgeschützt</translation>
    </message>
    <message>
        <source>%1, read-only</source>
        <translation>%1, schreibgeschützt</translation>
    </message>
    <message>
        <source>Connect to see its topics and charts.</source>
        <translation>Verbinden Sie sich, um Topics und Diagramme zu sehen.</translation>
    </message>
    <message>
        <source>MQTT broker %1, through %2</source>
        <extracomment>MQTT address, client library</extracomment>
        <translation>MQTT-Broker %1, über %2</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>A&amp;bbrechen</translation>
    </message>
    <message>
        <source>%1, user %2</source>
        <extracomment>server with its version, user name</extracomment>
        <translation>%1, Benutzer %2</translation>
    </message>
</context>
<context>
    <name>syspulse::HeatMap</name>
    <message>
        <source>Traffic of the busiest topics over the last 10 minutes</source>
        <translation>Verkehr der verkehrsreichsten Topics in den letzten 10 Minuten</translation>
    </message>
    <message>
        <source>The left and right arrow keys move the crosshair, Escape takes it away.</source>
        <translation>Die Pfeiltasten links und rechts bewegen das Fadenkreuz, Escape entfernt es.</translation>
    </message>
</context>
<context>
    <name>syspulse::HelpWindow</name>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>&amp;Contents</source>
        <translation>&amp;Inhalt</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Forward</source>
        <translation>&amp;Vor</translation>
    </message>
    <message>
        <source>Cl&amp;ose</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>Help: %1</source>
        <extracomment>%1 is the name of a page of the help</extracomment>
        <translation>Hilfe: %1</translation>
    </message>
</context>
<context>
    <name>syspulse::HistoryDatabase</name>
    <message>
        <source>The history could not be written to %1: the disk, or the space that the settings allow for the history, is full. Free some space; what is stored stays.</source>
        <translation>Der Verlauf konnte nicht nach %1 geschrieben werden: Der Datenträger oder der Platz, den die Einstellungen dem Verlauf erlauben, ist voll. Schaffen Sie Platz; Gespeichertes bleibt erhalten.</translation>
    </message>
    <message>
        <source>The history in %1 could not be used.</source>
        <translation>Der Verlauf in %1 konnte nicht verwendet werden.</translation>
    </message>
    <message>
        <source>Qt&apos;s SQLite driver is missing, so no history is kept. Install the package libqt6sql6-sqlite.</source>
        <translation>Der SQLite-Treiber von Qt fehlt, deshalb wird kein Verlauf aufgezeichnet. Installieren Sie das Paket libqt6sql6-sqlite.</translation>
    </message>
    <message>
        <source>The history in %1 was written by a newer SysPulse; it is left alone and no history is kept.</source>
        <translation>Der Verlauf in %1 wurde von einem neueren SysPulse geschrieben; er bleibt unverändert, und es wird kein Verlauf aufgezeichnet.</translation>
    </message>
    <message>
        <source>The history in %1 is not open.</source>
        <translation>Der Verlauf in %1 ist nicht geöffnet.</translation>
    </message>
    <message>
        <source>The disk did not carry out what the history in %1 needs. Check that there is space for this user and that the disk is in order; what is stored stays.</source>
        <translation>Der Datenträger hat nicht ausgeführt, was der Verlauf in %1 braucht. Prüfen Sie, ob für diesen Benutzer Platz ist und der Datenträger in Ordnung ist; was gespeichert ist, bleibt.</translation>
    </message>
    <message>
        <source>A part of the history in %1 is damaged and is left out: charts and reports have a gap there. Nothing needs to be done; check the disk if it happens again.</source>
        <translation>Ein Teil des Verlaufs in %1 ist beschädigt und wird ausgelassen: Diagramme und Berichte haben dort eine Lücke. Es ist nichts zu tun; prüfen Sie den Datenträger, wenn es wieder vorkommt.</translation>
    </message>
    <message>
        <source>The history in %1 can be neither read nor written: SysPulse must be able to write the file and its folder. Check their permissions, and that the disk is not read-only; what is stored stays.</source>
        <translation>Der Verlauf in %1 kann weder gelesen noch geschrieben werden: SysPulse muss die Datei und ihren Ordner schreiben können. Prüfen Sie die Zugriffsrechte und ob der Datenträger schreibgeschützt ist; was gespeichert ist, bleibt erhalten.</translation>
    </message>
</context>
<context>
    <name>syspulse::HistoryStore</name>
    <message>
        <source>The file with the history was damaged and a new one was begun. The old one was kept as %1.</source>
        <translation>Die Datei mit dem Verlauf war beschädigt; eine neue wurde begonnen. Die alte liegt unter %1.</translation>
    </message>
    <message>
        <source>The disk does not keep up; some of the history was left out.</source>
        <translation>Der Datenträger ist zu langsam; ein Teil des Verlaufs wurde ausgelassen.</translation>
    </message>
</context>
<context>
    <name>syspulse::HotTopicsModel</name>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Messages in/s</source>
        <translation>Nachrichten ein/s</translation>
    </message>
    <message>
        <source>Messages out/s</source>
        <translation>Nachrichten aus/s</translation>
    </message>
    <message>
        <source>Bytes in/s</source>
        <translation>Bytes ein/s</translation>
    </message>
    <message>
        <source>Bytes out/s</source>
        <translation>Bytes aus/s</translation>
    </message>
    <message>
        <source>Messages in</source>
        <translation>Nachrichten ein</translation>
    </message>
    <message>
        <source>Messages out</source>
        <translation>Nachrichten aus</translation>
    </message>
    <message>
        <source>Counted since</source>
        <translation>Gezählt seit</translation>
    </message>
</context>
<context>
    <name>syspulse::HotTopicsPane</name>
    <message>
        <source>SysPulse&apos;s &amp;own topics too</source>
        <translation>Auch die &amp;eigenen Topics von SysPulse</translation>
    </message>
    <message>
        <source>What is drawn</source>
        <translation>Was gezeichnet wird</translation>
    </message>
    <message>
        <source>Messages in per second</source>
        <translation>Nachrichten ein pro Sekunde</translation>
    </message>
    <message>
        <source>Messages out per second</source>
        <translation>Nachrichten aus pro Sekunde</translation>
    </message>
    <message>
        <source>Bytes in per second</source>
        <translation>Bytes ein pro Sekunde</translation>
    </message>
    <message>
        <source>Bytes out per second</source>
        <translation>Bytes aus pro Sekunde</translation>
    </message>
    <message>
        <source>Busiest topics</source>
        <translation>Topics mit dem meisten Verkehr</translation>
    </message>
    <message>
        <source>Topics that begin with the same levels are counted together: plant/1/#. &quot;In&quot; is to the broker.</source>
        <translation>Topics, die mit denselben Ebenen beginnen, werden zusammen gezählt: plant/1/#. „Ein“ heißt: zum Broker.</translation>
    </message>
    <message>
        <source>No topic has traffic.</source>
        <translation>Kein Topic hat Verkehr.</translation>
    </message>
    <message>
        <source>Busiest topics now</source>
        <translation>Topics mit dem meisten Verkehr jetzt</translation>
    </message>
    <message>
        <source>Nothing was reported at %1</source>
        <translation>Um %1 wurde nichts gemeldet</translation>
    </message>
    <message>
        <source>Busiest topics at %1</source>
        <extracomment>%1 is a time of day</extracomment>
        <translation>Topics mit dem meisten Verkehr um %1</translation>
    </message>
    <message>
        <source>Which topics are busy is not known.</source>
        <translation>Welche Topics viel Verkehr haben, ist nicht bekannt.</translation>
    </message>
</context>
<context>
    <name>syspulse::HttpOperations</name>
    <message>
        <source>Enter the address of the operations API, for example https://db.example.org:9925.</source>
        <translation>Geben Sie die Adresse der Operations-API ein, zum Beispiel https://db.example.org:9925.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not an address such as https://db.example.org:9925.</source>
        <translation>„%1“ ist keine Adresse wie https://db.example.org:9925.</translation>
    </message>
    <message>
        <source>The address must start with http:// or https://.</source>
        <translation>Die Adresse muss mit http:// oder https:// beginnen.</translation>
    </message>
    <message>
        <source>Leave user name and password out of the address: they have fields of their own.</source>
        <translation>Lassen Sie Benutzername und Passwort in der Adresse weg: Sie haben eigene Felder.</translation>
    </message>
    <message>
        <source>%1 did not answer the login with a token.</source>
        <translation>%1 hat die Anmeldung nicht mit einem Token beantwortet.</translation>
    </message>
    <message>
        <source>%1 did not answer within %2 s. Check the address, the port and any firewall in between.</source>
        <translation>%1 hat nicht innerhalb von %2 s geantwortet. Prüfen Sie die Adresse, den Port und Firewalls dazwischen.</translation>
    </message>
    <message>
        <source>Nothing listens at %1. Check that HarperDB runs and that this is its operations port.</source>
        <translation>Auf %1 antwortet nichts. Prüfen Sie, ob HarperDB läuft und ob dies der Port der Operations-API ist.</translation>
    </message>
    <message>
        <source>The host name in %1 was not found. Check its spelling.</source>
        <translation>Der Hostname in %1 wurde nicht gefunden. Prüfen Sie die Schreibweise.</translation>
    </message>
    <message>
        <source>%1 closed the connection without an answer. If it expects TLS, use an https:// address; if it is restarting, try again.</source>
        <translation>%1 hat die Verbindung ohne Antwort geschlossen. Falls dort TLS erwartet wird, verwenden Sie eine https://-Adresse; falls gerade ein Neustart läuft, versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The connection to %1 failed.</source>
        <translation>Die Verbindung zu %1 ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>%1 sent more data than any operation answers with. Is this a HarperDB operations API?</source>
        <translation>%1 hat mehr Daten gesendet, als irgendeine Operation als Antwort liefert. Ist das die Operations-API von HarperDB?</translation>
    </message>
    <message>
        <source>%1 did not accept the user name or password of &quot;%2&quot;.</source>
        <translation>%1 hat Benutzername oder Passwort von „%2“ nicht akzeptiert.</translation>
    </message>
    <message>
        <source>The user &quot;%1&quot; may not do this on %2. SysPulse needs a super user to read the broker&apos;s numbers and to set it up.</source>
        <translation>Der Benutzer „%1“ darf das auf %2 nicht. SysPulse braucht einen Superuser, um die Zahlen des Brokers zu lesen und ihn einzurichten.</translation>
    </message>
    <message>
        <source>%1 answers, but not like a HarperDB operations API (HTTP status %2). The usual port is 9925.</source>
        <translation>%1 antwortet, aber nicht wie die Operations-API von HarperDB (HTTP-Status %2). Der übliche Port ist 9925.</translation>
    </message>
    <message>
        <source>%1 reports an error.</source>
        <translation>%1 meldet einen Fehler.</translation>
    </message>
    <message>
        <source>%1 answers, but not with JSON. Is this a HarperDB operations API? The usual port is 9925.</source>
        <translation>%1 antwortet, aber nicht mit JSON. Ist das die Operations-API von HarperDB? Der übliche Port ist 9925.</translation>
    </message>
    <message>
        <source>The request was cancelled.</source>
        <translation>Die Anforderung wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The server did not answer with a list of records.</source>
        <translation>Der Server hat nicht mit einer Liste von Datensätzen geantwortet.</translation>
    </message>
    <message>
        <source>%1 closed the connection in the middle of its answer. Try again; if it happens again, look into HarperDB&apos;s log.</source>
        <translation>%1 hat die Verbindung mitten in der Antwort geschlossen. Versuchen Sie es noch einmal; geschieht es wieder, sehen Sie im Log von HarperDB nach.</translation>
    </message>
</context>
<context>
    <name>syspulse::HttpProof</name>
    <message>
        <source>HTTP was not tried: this server offers it without TLS only.</source>
        <translation>HTTP wurde nicht versucht: Dieser Server bietet es nur ohne TLS an.</translation>
    </message>
    <message>
        <source>HTTP was not tried: this server has no HTTP port for it.</source>
        <translation>HTTP wurde nicht versucht: Dieser Server hat keinen HTTP-Port dafür.</translation>
    </message>
    <message>
        <source>The records were asked for over HTTP, but %1 did not answer within %2 s.</source>
        <translation>Die Datensätze wurden über HTTP abgefragt, aber %1 hat nicht innerhalb von %2 s geantwortet.</translation>
    </message>
    <message>
        <source>The records cannot be read over HTTP: no connection to %1. Check that a firewall lets it through.</source>
        <translation>Die Datensätze lassen sich nicht über HTTP lesen: keine Verbindung zu %1. Prüfen Sie, ob eine Firewall sie durchlässt.</translation>
    </message>
    <message>
        <source>The records cannot be read over HTTP: %1 answers a request for %2 with status %3.</source>
        <translation>Die Datensätze lassen sich nicht über HTTP lesen: %1 beantwortet eine Anfrage nach %2 mit dem Status %3.</translation>
    </message>
    <message>
        <source>The records cannot be read over HTTP: the answer is not a list of records.</source>
        <translation>Die Datensätze lassen sich nicht über HTTP lesen: Die Antwort ist keine Liste von Datensätzen.</translation>
    </message>
    <message>
        <source>The records were read over HTTP too (workers that answered: %1 of %2).</source>
        <translation>Die Datensätze wurden auch über HTTP gelesen (Worker, die geantwortet haben: %1 von %2).</translation>
    </message>
    <message>
        <source>The records cannot be read over HTTP: %1 did not begin with TLS within %2 s. Check that HarperDB speaks TLS on this port, and that a firewall lets it through.</source>
        <translation>Die Datensätze lassen sich nicht über HTTP lesen: %1 hat innerhalb von %2 s nicht mit TLS begonnen. Prüfen Sie, ob HarperDB auf diesem Port TLS spricht und ob eine Firewall die Verbindung durchlässt.</translation>
    </message>
    <message>
        <source>The records cannot be read over HTTP: %1 does not speak TLS; it closes the connection. Check which port HarperDB has for HTTPS.</source>
        <translation>Die Datensätze lassen sich nicht über HTTP lesen: %1 spricht kein TLS, sondern schließt die Verbindung. Prüfen Sie, welchen Port HarperDB für HTTPS hat.</translation>
    </message>
</context>
<context>
    <name>syspulse::HttpSender</name>
    <message>
        <source>%1 redirects to another address, which is not followed. Enter the address that the service names for sending.</source>
        <translation>%1 leitet an eine andere Adresse weiter; dem wird nicht gefolgt. Geben Sie die Adresse ein, die der Dienst zum Senden nennt.</translation>
    </message>
    <message>
        <source>%1 does not let us in (HTTP status %2). Check the header and its value.</source>
        <translation>%1 lässt uns nicht zu (HTTP-Status %2). Prüfen Sie den Header und seinen Wert.</translation>
    </message>
    <message>
        <source>%1 has nothing at this address (HTTP status %2). Check the part behind the host.</source>
        <translation>%1 hat nichts unter dieser Adresse (HTTP-Status %2). Prüfen Sie den Teil hinter dem Host.</translation>
    </message>
    <message>
        <source>%1 did not take the message (HTTP status %2). Look into the log of that service.</source>
        <translation>%1 hat die Nachricht nicht angenommen (HTTP-Status %2). Sehen Sie im Protokoll dieses Dienstes nach.</translation>
    </message>
    <message>
        <source>The certificate of %1 is not accepted on this computer. Add the authority that issued it to the system&apos;s certificates, or use the name that it is for; see also whether it has expired.</source>
        <translation>Das Zertifikat von %1 wird auf diesem Computer nicht akzeptiert. Nehmen Sie die Zertifizierungsstelle, die es ausgestellt hat, in die Zertifikate des Systems auf oder verwenden Sie den Namen, für den es gilt; prüfen Sie auch, ob es abgelaufen ist.</translation>
    </message>
    <message>
        <source>%1 did not answer within %2 s. Check the address and any firewall in between.</source>
        <translation>%1 hat nicht innerhalb von %2 s geantwortet. Prüfen Sie die Adresse und Firewalls dazwischen.</translation>
    </message>
    <message>
        <source>No secure connection to %1 could be made. Check the port, and whether it is to be http:// instead.</source>
        <translation>Mit %1 kam keine sichere Verbindung zustande. Prüfen Sie den Port und ob es http:// sein soll.</translation>
    </message>
    <message>
        <source>Nothing listens at %1. Check the address, and that the service runs.</source>
        <translation>Unter %1 antwortet nichts. Prüfen Sie die Adresse und ob der Dienst läuft.</translation>
    </message>
    <message>
        <source>The host name in %1 was not found. Check its spelling.</source>
        <translation>Der Hostname in %1 wurde nicht gefunden. Prüfen Sie die Schreibweise.</translation>
    </message>
    <message>
        <source>The connection to %1 failed.</source>
        <translation>Die Verbindung zu %1 ist fehlgeschlagen.</translation>
    </message>
</context>
<context>
    <name>syspulse::InstanceReportPage</name>
    <message>
        <source>Clients</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>verbunden</translation>
    </message>
    <message>
        <source>Messages per second</source>
        <translation>Nachrichten je Sekunde</translation>
    </message>
    <message>
        <source>received</source>
        <translation>empfangen</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>Bytes per second</source>
        <translation>Bytes je Sekunde</translation>
    </message>
    <message>
        <source>Connections per second</source>
        <translation>Verbindungen je Sekunde</translation>
    </message>
    <message>
        <source>opened</source>
        <translation>geöffnet</translation>
    </message>
    <message>
        <source>refused logins</source>
        <translation>abgelehnte Anmeldungen</translation>
    </message>
    <message>
        <source>Workers, in percent</source>
        <translation>Worker, in Prozent</translation>
    </message>
    <message>
        <source>busiest worker&apos;s load</source>
        <translation>Last des am stärksten ausgelasteten Workers</translation>
    </message>
    <message>
        <source>fullest worker&apos;s heap</source>
        <translation>Heap des vollsten Workers</translation>
    </message>
    <message>
        <source>Subscribers that fall behind</source>
        <translation>Abonnenten im Rückstand</translation>
    </message>
    <message>
        <source>clients</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source>Nothing is known of this time.</source>
        <translation>Über diese Zeit ist nichts bekannt.</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Linie</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Minimum</source>
        <translation>Minimum</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>Maximum</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Messwerte</translation>
    </message>
    <message numerus="yes">
        <source>%n more are left out.</source>
        <translation>
            <numerusform>%n weiterer Eintrag ist weggelassen.</numerusform>
            <numerusform>%n weitere Einträge sind weggelassen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>Time</source>
        <extracomment>two points in time</extracomment>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>None was noted in this time.</source>
        <translation>In dieser Zeit wurde keiner vermerkt.</translation>
    </message>
    <message>
        <source>Updates that failed</source>
        <translation>Fehlgeschlagene Aktualisierungen</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>None is known of this time.</source>
        <translation>Aus dieser Zeit ist keine bekannt.</translation>
    </message>
    <message>
        <source>MQTT broker report</source>
        <translation>Bericht über den MQTT-Broker</translation>
    </message>
    <message>
        <source>MQTT broker report: %1</source>
        <translation>Bericht über den MQTT-Broker: %1</translation>
    </message>
    <message>
        <source>en</source>
        <extracomment>the language code of this translation</extracomment>
        <translation>de</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Where this comes from</source>
        <translation>Woher diese Angaben stammen</translation>
    </message>
    <message>
        <source>From the history that SysPulse keeps on the computer it runs on: what it received over MQTT from the instance&apos;s $SYS records, and what it has read from the server&apos;s own analytics about the time before. Lines show the mean of each interval, bands reach from its lowest to its highest sample. Where a line breaks, nobody watched or nothing was known; that is no 0.</source>
        <translation>Aus dem Verlauf, den SysPulse auf dem Rechner führt, auf dem es läuft: was es über MQTT aus den $SYS-Datensätzen der Instanz empfangen und was es über die Zeit davor aus den Analytics des Servers gelesen hat. Linien zeigen den Mittelwert jedes Intervalls, Bänder reichen vom niedrigsten bis zum höchsten Messwert. Wo eine Linie unterbrochen ist, hat niemand beobachtet oder es war nichts bekannt; das ist keine 0.</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schweregrad</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Bemerkung</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>None was written about this time.</source>
        <translation>Zu dieser Zeit wurde keine geschrieben.</translation>
    </message>
</context>
<context>
    <name>syspulse::InstanceSession</name>
    <message>
        <source>The update failed. %1</source>
        <translation>Die Aktualisierung ist fehlgeschlagen. %1</translation>
    </message>
    <message>
        <source>MQTT is connected.</source>
        <translation>MQTT ist verbunden.</translation>
    </message>
    <message>
        <source>The broker refused the subscription to %1: the instance is not set up, or the user may not read the table.</source>
        <translation>Der Broker hat das Abonnement von %1 abgelehnt: Die Instanz ist nicht eingerichtet, oder der Benutzer darf die Tabelle nicht lesen.</translation>
    </message>
    <message>
        <source>The charts&apos; past could not be read from the server&apos;s analytics. %1</source>
        <translation>Die Vergangenheit der Diagramme konnte nicht aus den Analytics des Servers gelesen werden. %1</translation>
    </message>
    <message>
        <source>There are more topics than SysPulse keeps: it shows %1 and leaves out the rest.</source>
        <translation>Es gibt mehr Topics, als SysPulse behält: %1 werden gezeigt, die übrigen ausgelassen.</translation>
    </message>
    <message>
        <source>The server answers again.</source>
        <translation>Der Server antwortet wieder.</translation>
    </message>
</context>
<context>
    <name>syspulse::InstanceTabs</name>
    <message>
        <source>Open instances</source>
        <translation>Offene Instanzen</translation>
    </message>
    <message>
        <source>New instance</source>
        <translation>Neue Instanz</translation>
    </message>
</context>
<context>
    <name>syspulse::InstanceView</name>
    <message>
        <source>The updater on this machine starts to write.</source>
        <translation>Der Updater auf diesem Rechner beginnt zu schreiben.</translation>
    </message>
    <message>
        <source>%1 values, last updated %2, every %3</source>
        <extracomment>number of values, age such as 4 s ago, duration such as 10 s</extracomment>
        <translation>%1 Werte, zuletzt aktualisiert %2, alle %3</translation>
    </message>
    <message>
        <source>Sho&amp;w alerts</source>
        <translation>Alarme an&amp;zeigen</translation>
    </message>
    <message>
        <source>Acknowle&amp;dge…</source>
        <translation>Quittie&amp;ren…</translation>
    </message>
</context>
<context>
    <name>syspulse::InstancesModel</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source>Messages in</source>
        <translation>Nachrichten ein</translation>
    </message>
    <message>
        <source>Messages out</source>
        <translation>Nachrichten aus</translation>
    </message>
    <message>
        <source>Failed logins</source>
        <translation>Fehlanmeldungen</translation>
    </message>
    <message>
        <source>Updater</source>
        <translation>Updater</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation>Aktualisiert</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>Paused here</source>
        <translation>Hier angehalten</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>Ruhezeit</translation>
    </message>
    <message>
        <source>Active here</source>
        <translation>Hier aktiv</translation>
    </message>
    <message>
        <source>Standing by here</source>
        <translation>Hier in Bereitschaft</translation>
    </message>
    <message>
        <source>Failed, will try again</source>
        <translation>Fehlgeschlagen, neuer Versuch folgt</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keiner</translation>
    </message>
    <message>
        <source>Active elsewhere</source>
        <extracomment>%1 is the name of a computer</extracomment>
        <translation>Anderswo aktiv</translation>
    </message>
    <message>
        <source>Active on %1</source>
        <translation>Aktiv auf %1</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>Schreibgeschützt</translation>
    </message>
    <message>
        <source>%1, read-only</source>
        <translation>%1, schreibgeschützt</translation>
    </message>
    <message>
        <source>With SysPulse&apos;s own traffic, as chosen on the Overview page.</source>
        <translation>Mit dem eigenen Verkehr von SysPulse, wie auf der Seite „Übersicht“ gewählt.</translation>
    </message>
    <message>
        <source>Without SysPulse&apos;s own traffic where the instance tells it; the Overview page can include it.</source>
        <translation>Ohne den eigenen Verkehr von SysPulse, wo die Instanz ihn nennt; auf der Seite „Übersicht“ lässt er sich einbeziehen.</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>Trend</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message numerus="yes">
        <source>Messages in, in the last %n minutes</source>
        <translation>
            <numerusform>Eingehende Nachrichten in der letzten %n Minute</numerusform>
            <numerusform>Eingehende Nachrichten in den letzten %n Minuten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>syspulse::InstancesPage</name>
    <message>
        <source>&amp;Connect</source>
        <translation>Verbi&amp;nden</translation>
    </message>
    <message>
        <source>&amp;Disconnect</source>
        <translation>Trenn&amp;en</translation>
    </message>
    <message>
        <source>&amp;New instance…</source>
        <translation>Neue &amp;Instanz…</translation>
    </message>
    <message>
        <source>No instances yet</source>
        <translation>Noch keine Instanzen</translation>
    </message>
    <message>
        <source>Connect to a HarperDB instance and keep it as a profile. All your instances are then listed here, with their state and their most telling numbers.</source>
        <translation>Verbinden Sie sich mit einer HarperDB-Instanz und behalten Sie sie als Profil. Hier sind dann alle Ihre Instanzen mit ihrem Zustand und ihren aussagekräftigsten Zahlen aufgeführt.</translation>
    </message>
    <message>
        <source>Filter by name, group, environment or state</source>
        <translation>Nach Name, Gruppe, Umgebung oder Zustand filtern</translation>
    </message>
    <message>
        <source>Filter instances</source>
        <translation>Instanzen filtern</translation>
    </message>
    <message>
        <source>Instances</source>
        <translation>Instanzen</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message numerus="yes">
        <source>%n instance(s), %1 connected</source>
        <extracomment>%1 is the number of those that are connected</extracomment>
        <translation>
            <numerusform>%n Instanz, %1 verbunden</numerusform>
            <numerusform>%n Instanzen, %1 verbunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy the &amp;address</source>
        <translation>&amp;Adresse kopieren</translation>
    </message>
</context>
<context>
    <name>syspulse::JournalBox</name>
    <message>
        <source>Only fai&amp;lures</source>
        <translation>Nur Fehls&amp;chläge</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>E&amp;xportieren…</translation>
    </message>
    <message>
        <source>Runs of the updater</source>
        <translation>Läufe des Updaters</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copies the selected runs.</source>
        <translation>Kopiert die ausgewählten Läufe.</translation>
    </message>
    <message>
        <source>Writes the runs that are shown to a CSV file.</source>
        <translation>Schreibt die gezeigten Läufe in eine CSV-Datei.</translation>
    </message>
    <message>
        <source>Runs, newest first</source>
        <translation>Läufe, neueste zuerst</translation>
    </message>
    <message>
        <source>Export the runs</source>
        <translation>Läufe exportieren</translation>
    </message>
    <message>
        <source>CSV file (*.csv)</source>
        <translation>CSV-Datei (*.csv)</translation>
    </message>
    <message>
        <source>The runs were written to %1.</source>
        <translation>Die Läufe wurden nach %1 geschrieben.</translation>
    </message>
    <message>
        <source>Exported.</source>
        <translation>Exportiert.</translation>
    </message>
    <message>
        <source>%1 of %2 failed</source>
        <extracomment>number of failed runs, number of all runs</extracomment>
        <translation>%1 von %2 fehlgeschlagen</translation>
    </message>
</context>
<context>
    <name>syspulse::JournalModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Started by</source>
        <translation>Auslöser</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Records written</source>
        <translation>Datensätze</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>Another updater writes: %1</source>
        <translation>Ein anderer Updater schreibt: %1</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Zeitplan</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>Setup</source>
        <translation>Einrichtung</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation>Aktualisiert</translation>
    </message>
    <message>
        <source>Stood by</source>
        <translation>In Bereitschaft</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
</context>
<context>
    <name>syspulse::KeychainSecretStore</name>
    <message>
        <source>The system&apos;s keychain cannot be used: the password is kept for this session only. Start or unlock the keychain (for example GNOME Keyring or KWallet) to have it kept.</source>
        <translation>Der Schlüsselbund des Systems ist nicht verwendbar: Das Passwort wird nur für diese Sitzung behalten. Starten oder entsperren Sie den Schlüsselbund (zum Beispiel GNOME Keyring oder KWallet), damit es aufbewahrt wird.</translation>
    </message>
    <message>
        <source>The system&apos;s keychain does not answer. Unlock it, or type the password.</source>
        <translation>Der Schlüsselbund des Systems antwortet nicht. Entsperren Sie ihn oder geben Sie das Passwort ein.</translation>
    </message>
</context>
<context>
    <name>syspulse::LegendButton</name>
    <message>
        <source>%1; minimum %2, mean %3, maximum %4</source>
        <extracomment>values of a line in a chart</extracomment>
        <translation>%1; Minimum %2, Mittel %3, Maximum %4</translation>
    </message>
</context>
<context>
    <name>syspulse::LegendTable</name>
    <message>
        <source>Min</source>
        <extracomment>column of a chart&apos;s legend: the smallest value</extracomment>
        <translation>Min.</translation>
    </message>
    <message>
        <source>Mean</source>
        <extracomment>column of a chart&apos;s legend: the average value</extracomment>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Max</source>
        <extracomment>column of a chart&apos;s legend: the largest value</extracomment>
        <translation>Max.</translation>
    </message>
</context>
<context>
    <name>syspulse::LinkStatus</name>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbindung wird aufgebaut…</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Connection failed</source>
        <translation>Verbindung fehlgeschlagen</translation>
    </message>
    <message>
        <source>MQTT off</source>
        <translation>MQTT aus</translation>
    </message>
    <message>
        <source>MQTT failed</source>
        <translation>MQTT fehlgeschlagen</translation>
    </message>
    <message>
        <source>MQTT connecting…</source>
        <translation>MQTT verbindet…</translation>
    </message>
    <message>
        <source>MQTT live</source>
        <translation>MQTT aktiv</translation>
    </message>
    <message>
        <source>MQTT waiting to retry</source>
        <translation>MQTT wartet auf neuen Versuch</translation>
    </message>
    <message>
        <source>You are not connected. These are the last values that were received.</source>
        <translation>Sie sind nicht verbunden. Das sind die zuletzt empfangenen Werte.</translation>
    </message>
    <message>
        <source>&amp;Reconnect</source>
        <translation>&amp;Wieder verbinden</translation>
    </message>
    <message>
        <source>Connecting. Until then these are the last values that were received.</source>
        <translation>Die Verbindung wird aufgebaut. Bis dahin sind das die zuletzt empfangenen Werte.</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>E&amp;rneut versuchen</translation>
    </message>
    <message>
        <source>No live values: %1</source>
        <extracomment>%1 is a whole sentence that says what failed</extracomment>
        <translation>Keine aktuellen Werte: %1</translation>
    </message>
    <message>
        <source>Values are not current: no updater writes them.</source>
        <translation>Die Werte sind nicht aktuell: Kein Updater schreibt sie.</translation>
    </message>
    <message>
        <source>&amp;Start updating</source>
        <translation>Akt&amp;ualisierung starten</translation>
    </message>
    <message>
        <source>Values are not current: the updater is paused.</source>
        <translation>Die Werte sind nicht aktuell: Der Updater ist angehalten.</translation>
    </message>
    <message>
        <source>&amp;Resume updating</source>
        <translation>Akt&amp;ualisierung fortsetzen</translation>
    </message>
    <message>
        <source>Quiet hours until %1: no values are written, so these grow old.</source>
        <extracomment>%1 is a time of day such as 06:00</extracomment>
        <translation>Ruhezeit bis %1: Es werden keine Werte geschrieben, deshalb veralten diese.</translation>
    </message>
    <message>
        <source>There are more topics than SysPulse keeps: it shows %1 and leaves out the rest.</source>
        <translation>Es gibt mehr Topics, als SysPulse behält: %1 werden gezeigt, die übrigen ausgelassen.</translation>
    </message>
    <message>
        <source>The MQTT connection is being re-established. Until then, the values are not current.</source>
        <translation>Die MQTT-Verbindung wird neu aufgebaut. Bis dahin sind die Werte nicht aktuell.</translation>
    </message>
    <message>
        <source>Not reachable since %1</source>
        <extracomment>%1 is a time of day such as 19:37:29</extracomment>
        <translation>Nicht erreichbar seit %1</translation>
    </message>
    <message>
        <source>Trying now …</source>
        <translation>Neuer Versuch läuft …</translation>
    </message>
    <message>
        <source>Next try in %1 s.</source>
        <translation>Nächster Versuch in %1 s.</translation>
    </message>
    <message>
        <source>&amp;Retry now</source>
        <translation>Jetzt erneut &amp;versuchen</translation>
    </message>
    <message>
        <source>MQTT is not reachable since %1, so values are not current. %2 %3</source>
        <extracomment>%1 is a time of day such as 19:37:29; %2 a sentence on the next try; %3 one that says what failed</extracomment>
        <translation>MQTT ist seit %1 nicht erreichbar, die Werte sind daher nicht aktuell. %2 %3</translation>
    </message>
    <message>
        <source>MQTT connected</source>
        <translation>MQTT verbunden</translation>
    </message>
    <message>
        <source>&amp;Go to the setup</source>
        <translation>&amp;Zur Einrichtung</translation>
    </message>
    <message>
        <source>Show the updater</source>
        <translation>Updater zeigen</translation>
    </message>
    <message>
        <source>Change the connection…</source>
        <translation>Verbindung ändern…</translation>
    </message>
</context>
<context>
    <name>syspulse::LiveProof</name>
    <message>
        <source>The broker refused the subscription to %1: the component does not export it.</source>
        <translation>Der Broker hat das Abonnement von %1 abgelehnt: Die Komponente exportiert es nicht.</translation>
    </message>
    <message>
        <source>A test record arrived on %1 (JSON) and on %2 (bare value) %3 ms after it was written.</source>
        <translation>Ein Testdatensatz kam auf %1 (JSON) und auf %2 (reiner Wert) %3 ms nach dem Schreiben an.</translation>
    </message>
    <message>
        <source>A test record was written but did not arrive on %1 within %2 s.</source>
        <translation>Ein Testdatensatz wurde geschrieben, kam aber auf %1 nicht innerhalb von %2 s an.</translation>
    </message>
    <message>
        <source>The subscription to %1 was not answered within %2 s.</source>
        <translation>Das Abonnement von %1 wurde nicht innerhalb von %2 s beantwortet.</translation>
    </message>
</context>
<context>
    <name>syspulse::LogLevels</name>
    <message>
        <source>Information</source>
        <translation>Information</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
</context>
<context>
    <name>syspulse::LogModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>× %1, last at %2: %3</source>
        <translation>× %1, zuletzt %2: %3</translation>
    </message>
</context>
<context>
    <name>syspulse::LogPage</name>
    <message>
        <source>Clea&amp;r</source>
        <translation>&amp;Leeren</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>SysPulse</source>
        <translation>SysPulse</translation>
    </message>
    <message>
        <source>HarperDB&apos;s log</source>
        <translation>Protokoll von HarperDB</translation>
    </message>
    <message>
        <source>Save the log of SysPulse</source>
        <translation>Protokoll von SysPulse speichern</translation>
    </message>
    <message>
        <source>Save HarperDB&apos;s log</source>
        <translation>Protokoll von HarperDB speichern</translation>
    </message>
</context>
<context>
    <name>syspulse::LogView</name>
    <message>
        <source>Filter entries by text</source>
        <translation>Einträge nach Text filtern</translation>
    </message>
    <message>
        <source>Log filter</source>
        <translation>Filter des Protokolls</translation>
    </message>
    <message>
        <source>C&amp;opy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;Speichern…</translation>
    </message>
    <message>
        <source>Text of the selected entry</source>
        <translation>Text des gewählten Eintrags</translation>
    </message>
    <message>
        <source>Select an entry to read all of it.</source>
        <translation>Wählen Sie einen Eintrag, um ihn ganz zu lesen.</translation>
    </message>
    <message>
        <source>Least level</source>
        <translation>Niedrigste Stufe</translation>
    </message>
    <message>
        <source>All levels</source>
        <translation>Alle Stufen</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>Warnungen und Fehler</translation>
    </message>
    <message>
        <source>Errors only</source>
        <translation>Nur Fehler</translation>
    </message>
    <message>
        <source>Copies the selected entries, or all that are shown.</source>
        <translation>Kopiert die gewählten Einträge oder alle, die zu sehen sind.</translation>
    </message>
    <message>
        <source>Writes the entries that are shown to a text file.</source>
        <translation>Schreibt die Einträge, die zu sehen sind, in eine Textdatei.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>No entries yet</source>
        <translation>Noch keine Einträge</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies)</source>
        <translation>
            <numerusform>%n Eintrag</numerusform>
            <numerusform>%n Einträge</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Save the log</source>
        <translation>Protokoll speichern</translation>
    </message>
    <message>
        <source>Text file (*.txt)</source>
        <translation>Textdatei (*.txt)</translation>
    </message>
    <message>
        <source>The log was saved to %1.</source>
        <translation>Das Protokoll wurde in %1 gespeichert.</translation>
    </message>
</context>
<context>
    <name>syspulse::MainMenus</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Connect…</source>
        <translation>&amp;Verbinden…</translation>
    </message>
    <message>
        <source>&amp;Disconnect</source>
        <translation>&amp;Trennen</translation>
    </message>
    <message>
        <source>C&amp;lose instance</source>
        <translation>Instanz s&amp;chließen</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Next instance</source>
        <translation>&amp;Nächste Instanz</translation>
    </message>
    <message>
        <source>&amp;Previous instance</source>
        <translation>&amp;Vorherige Instanz</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>&amp;Darstellung</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>S&amp;prache</translation>
    </message>
    <message>
        <source>A change shows when SysPulse is started again</source>
        <translation>Eine Änderung gilt ab dem nächsten Start von SysPulse</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Commands…</source>
        <translation>&amp;Befehle…</translation>
    </message>
    <message>
        <source>&amp;First steps</source>
        <translation>&amp;Erste Schritte</translation>
    </message>
    <message>
        <source>&amp;About SysPulse, report…</source>
        <translation>&amp;Über SysPulse, Bericht…</translation>
    </message>
    <message>
        <source>&amp;Report…</source>
        <translation>Be&amp;richt…</translation>
    </message>
    <message>
        <source>&amp;Help on this page</source>
        <translation>&amp;Hilfe zu dieser Seite</translation>
    </message>
    <message>
        <source>&amp;Write a note…</source>
        <translation>&amp;Notiz schreiben…</translation>
    </message>
</context>
<context>
    <name>syspulse::MainWindow</name>
    <message>
        <source>SysPulse</source>
        <translation>SysPulse</translation>
    </message>
    <message>
        <source>SysPulse — %1</source>
        <translation>SysPulse – %1</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>syspulse::MaintenanceDialog</name>
    <message>
        <source>&amp;Now, until</source>
        <translation>&amp;Jetzt, bis</translation>
    </message>
    <message>
        <source>There is none that is repeated.</source>
        <translation>Es gibt keine, die sich wiederholt.</translation>
    </message>
    <message>
        <source>&amp;Add window</source>
        <translation>Zeitfenster &amp;hinzufügen</translation>
    </message>
    <message>
        <source>Maintenance</source>
        <translation>Wartung</translation>
    </message>
    <message>
        <source>End of the maintenance</source>
        <translation>Ende der Wartung</translation>
    </message>
    <message>
        <source>Each week, by the clock of this computer</source>
        <translation>Jede Woche, nach der Uhr dieses Rechners</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>In a maintenance, alerts of this instance are noted in the log, but neither shown nor sent. What still fires afterwards is shown and sent then; the end of an alert is sent wherever its beginning was.</source>
        <translation>Während einer Wartung werden Alarme dieser Instanz im Protokoll vermerkt, aber weder angezeigt noch gesendet. Was danach noch ausgelöst ist, wird dann angezeigt und gesendet; das Ende eines Alarms wird gesendet, wo es der Beginn wurde.</translation>
    </message>
    <message>
        <source>The end is in the past.</source>
        <translation>Das Ende liegt in der Vergangenheit.</translation>
    </message>
    <message>
        <source>A maintenance may last a year at most.</source>
        <translation>Eine Wartung darf höchstens ein Jahr dauern.</translation>
    </message>
    <message>
        <source>Choose at least one day for each window.</source>
        <translation>Wählen Sie für jedes Zeitfenster mindestens einen Tag.</translation>
    </message>
    <message>
        <source>Begin and end of a window must differ.</source>
        <translation>Beginn und Ende eines Zeitfensters müssen sich unterscheiden.</translation>
    </message>
</context>
<context>
    <name>syspulse::MaintenanceRow</name>
    <message>
        <source>Begin of the maintenance</source>
        <translation>Beginn der Wartung</translation>
    </message>
    <message>
        <source>End of the maintenance</source>
        <translation>Ende der Wartung</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove this window</source>
        <translation>Dieses Zeitfenster entfernen</translation>
    </message>
    <message>
        <source>to</source>
        <comment>from one time to another</comment>
        <translation>bis</translation>
    </message>
</context>
<context>
    <name>syspulse::MetricNames</name>
    <message>
        <source>Version of the broker</source>
        <translation>Version des Brokers</translation>
    </message>
    <message>
        <source>Uptime</source>
        <translation>Laufzeit</translation>
    </message>
    <message>
        <source>Start of the broker</source>
        <translation>Start des Brokers</translation>
    </message>
    <message>
        <source>Clock of the server</source>
        <translation>Uhr des Servers</translation>
    </message>
    <message>
        <source>Connected clients</source>
        <translation>Verbundene Clients</translation>
    </message>
    <message>
        <source>Active clients</source>
        <translation>Aktive Clients</translation>
    </message>
    <message>
        <source>Sessions without a connection</source>
        <translation>Sitzungen ohne Verbindung</translation>
    </message>
    <message>
        <source>Inactive clients</source>
        <translation>Inaktive Clients</translation>
    </message>
    <message>
        <source>Clients and sessions in total</source>
        <translation>Clients und Sitzungen insgesamt</translation>
    </message>
    <message>
        <source>Most clients at once</source>
        <translation>Meiste Clients zugleich</translation>
    </message>
    <message>
        <source>Expired sessions</source>
        <translation>Abgelaufene Sitzungen</translation>
    </message>
    <message>
        <source>Accepted connections</source>
        <translation>Angenommene Verbindungen</translation>
    </message>
    <message>
        <source>Failed logins</source>
        <translation>Fehlanmeldungen</translation>
    </message>
    <message>
        <source>Subscriptions</source>
        <translation>Abonnements</translation>
    </message>
    <message>
        <source>Shared subscriptions</source>
        <translation>Geteilte Abonnements</translation>
    </message>
    <message>
        <source>Dropped messages</source>
        <translation>Verworfene Nachrichten</translation>
    </message>
    <message>
        <source>Messages in flight</source>
        <translation>Unbestätigte Nachrichten</translation>
    </message>
    <message>
        <source>Stored messages</source>
        <translation>Gespeicherte Nachrichten</translation>
    </message>
    <message>
        <source>Messages in the store</source>
        <translation>Nachrichten im Speicher</translation>
    </message>
    <message>
        <source>Size of the store</source>
        <translation>Größe des Speichers</translation>
    </message>
    <message>
        <source>Retained messages</source>
        <translation>Retained-Nachrichten</translation>
    </message>
    <message>
        <source>JavaScript heap in use</source>
        <translation>Belegter JavaScript-Heap</translation>
    </message>
    <message>
        <source>Most JavaScript heap in use</source>
        <translation>Größter belegter JavaScript-Heap</translation>
    </message>
    <message>
        <source>Imbalance of the worker threads</source>
        <translation>Ungleichgewicht der Worker</translation>
    </message>
    <message>
        <source>Load of the busiest worker thread</source>
        <translation>Last des am stärksten ausgelasteten Workers</translation>
    </message>
    <message>
        <source>Heap of the fullest worker thread</source>
        <translation>Heap des vollsten Workers</translation>
    </message>
    <message>
        <source>Slow subscribers</source>
        <translation>Langsame Abonnenten</translation>
    </message>
    <message>
        <source>Longest queue of a client</source>
        <translation>Längste Warteschlange eines Clients</translation>
    </message>
    <message>
        <source>Flapping clients</source>
        <translation>Clients mit ständigen Neuanmeldungen</translation>
    </message>
    <message>
        <source>Duplicate client IDs</source>
        <translation>Doppelte Client-IDs</translation>
    </message>
    <message>
        <source>Peak of new connections</source>
        <translation>Spitze neuer Verbindungen</translation>
    </message>
    <message>
        <source>Refused publishes</source>
        <translation>Abgelehnte Veröffentlichungen</translation>
    </message>
    <message>
        <source>Refused subscriptions</source>
        <translation>Abgelehnte Abonnements</translation>
    </message>
    <message>
        <source>Rounds of the canary</source>
        <translation>Runden des Canary</translation>
    </message>
    <message>
        <source>Failed rounds of the canary</source>
        <translation>Fehlgeschlagene Runden des Canary</translation>
    </message>
    <message>
        <source>Worker thread of the canary</source>
        <translation>Worker des Canary</translation>
    </message>
    <message>
        <source>Clock of the counters</source>
        <translation>Uhr der Zähler</translation>
    </message>
    <message>
        <source>State of the updater</source>
        <translation>Zustand des Updaters</translation>
    </message>
    <message>
        <source>Kind of updater</source>
        <translation>Art des Updaters</translation>
    </message>
    <message>
        <source>Machine of the updater</source>
        <translation>Rechner des Updaters</translation>
    </message>
    <message>
        <source>Version of the updater</source>
        <translation>Version des Updaters</translation>
    </message>
    <message>
        <source>Update interval</source>
        <translation>Aktualisierungsintervall</translation>
    </message>
    <message>
        <source>Start of counting</source>
        <translation>Beginn der Zählung</translation>
    </message>
    <message>
        <source>Heartbeat of the updater</source>
        <translation>Lebenszeichen des Updaters</translation>
    </message>
    <message>
        <source>Packets</source>
        <translation>Pakete</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Bytes of messages</source>
        <translation>Bytes von Nachrichten</translation>
    </message>
    <message>
        <source>Messages with QoS 0</source>
        <translation>Nachrichten mit QoS 0</translation>
    </message>
    <message>
        <source>Messages with QoS 1</source>
        <translation>Nachrichten mit QoS 1</translation>
    </message>
    <message>
        <source>Messages with QoS 2</source>
        <translation>Nachrichten mit QoS 2</translation>
    </message>
    <message>
        <source>Packets of SysPulse</source>
        <translation>Pakete von SysPulse</translation>
    </message>
    <message>
        <source>Messages of SysPulse</source>
        <translation>Nachrichten von SysPulse</translation>
    </message>
    <message>
        <source>Bytes of SysPulse</source>
        <translation>Bytes von SysPulse</translation>
    </message>
    <message>
        <source>Bytes of SysPulse&apos;s messages</source>
        <translation>Bytes der Nachrichten von SysPulse</translation>
    </message>
    <message>
        <source>TCP connection</source>
        <translation>TCP-Verbindung</translation>
    </message>
    <message>
        <source>TLS handshake</source>
        <translation>TLS-Handshake</translation>
    </message>
    <message>
        <source>MQTT login</source>
        <translation>MQTT-Anmeldung</translation>
    </message>
    <message>
        <source>MQTT ping</source>
        <translation>MQTT-Ping</translation>
    </message>
    <message>
        <source>Acknowledgement of a message</source>
        <translation>Bestätigung einer Nachricht</translation>
    </message>
    <message>
        <source>Arrival of a message</source>
        <translation>Ankunft einer Nachricht</translation>
    </message>
    <message>
        <source>Answer of the operations API</source>
        <translation>Antwort der Operations-API</translation>
    </message>
    <message>
        <source>Packets in</source>
        <translation>Pakete ein</translation>
    </message>
    <message>
        <source>Packets out</source>
        <translation>Pakete aus</translation>
    </message>
    <message>
        <source>Messages in</source>
        <translation>Nachrichten ein</translation>
    </message>
    <message>
        <source>Messages out</source>
        <translation>Nachrichten aus</translation>
    </message>
    <message>
        <source>Bytes in</source>
        <translation>Bytes ein</translation>
    </message>
    <message>
        <source>Bytes out</source>
        <translation>Bytes aus</translation>
    </message>
    <message>
        <source>Connection attempts</source>
        <translation>Verbindungsversuche</translation>
    </message>
    <message>
        <source>%1 packets</source>
        <extracomment>%1 is a kind of MQTT packet such as CONNECT</extracomment>
        <translation>%1-Pakete</translation>
    </message>
    <message>
        <source>%1 out</source>
        <extracomment>%1 is what the broker receives or sends, such as &quot;Messages&quot; or &quot;CONNECT packets&quot;</extracomment>
        <translation>%1 aus</translation>
    </message>
    <message>
        <source>%1 in</source>
        <translation>%1 ein</translation>
    </message>
    <message>
        <source>%1 (topics below &quot;%2&quot;)</source>
        <extracomment>%1 is as &quot;Messages in&quot;, %2 the first level of topics</extracomment>
        <translation>%1 (Topics unter „%2“)</translation>
    </message>
    <message>
        <source>%1 per minute, average of %2 min</source>
        <extracomment>%1 is as &quot;Messages in&quot;, %2 a number</extracomment>
        <translation>%1 pro Minute, Mittel über %2 min</translation>
    </message>
    <message>
        <source>%1, median time</source>
        <extracomment>%1 is what is measured, such as &quot;MQTT login&quot;</extracomment>
        <translation>%1, Median der Dauer</translation>
    </message>
    <message>
        <source>%1, 99th percentile</source>
        <extracomment>%1 is what is measured, such as &quot;MQTT login&quot;</extracomment>
        <translation>%1, 99. Perzentil</translation>
    </message>
</context>
<context>
    <name>syspulse::MetricText</name>
    <message>
        <source>Product and version of the broker.</source>
        <translation>Produkt und Version des Brokers.</translation>
    </message>
    <message>
        <source>Seconds since the broker started.</source>
        <translation>Sekunden seit dem Start des Brokers.</translation>
    </message>
    <message>
        <source>When the broker started.</source>
        <translation>Wann der Broker gestartet wurde.</translation>
    </message>
    <message>
        <source>The server&apos;s clock when the values were sampled.</source>
        <translation>Die Uhr des Servers, als die Werte erfasst wurden.</translation>
    </message>
    <message>
        <source>Clients that are connected. Analytics, unlike events, include connections that have not logged in yet.</source>
        <translation>Verbundene Clients. Die Analytics enthalten, anders als die Ereignisse, auch Verbindungen, die noch nicht angemeldet sind.</translation>
    </message>
    <message>
        <source>The older name of clients/connected.</source>
        <translation>Der ältere Name von clients/connected.</translation>
    </message>
    <message>
        <source>Persistent sessions without a connection.</source>
        <translation>Dauerhafte Sitzungen ohne Verbindung.</translation>
    </message>
    <message>
        <source>The older name of clients/disconnected.</source>
        <translation>Der ältere Name von clients/disconnected.</translation>
    </message>
    <message>
        <source>Connected clients and persistent sessions without a connection.</source>
        <translation>Verbundene Clients und dauerhafte Sitzungen ohne Verbindung.</translation>
    </message>
    <message>
        <source>Most clients connected at once since the broker started.</source>
        <translation>Höchstzahl gleichzeitig verbundener Clients seit dem Start des Brokers.</translation>
    </message>
    <message>
        <source>Persistent sessions that expired.</source>
        <translation>Abgelaufene dauerhafte Sitzungen.</translation>
    </message>
    <message>
        <source>The broker does not expire sessions.</source>
        <translation>Der Broker lässt Sitzungen nicht ablaufen.</translation>
    </message>
    <message>
        <source>MQTT sockets accepted since the broker started, those that never logged in included.</source>
        <translation>Seit dem Start des Brokers angenommene MQTT-Sockets, auch solche ohne Anmeldung.</translation>
    </message>
    <message>
        <source>Refused logins since the broker started.</source>
        <translation>Abgelehnte Anmeldungen seit dem Start des Brokers.</translation>
    </message>
    <message>
        <source>Subscriptions of the clients that are connected.</source>
        <translation>Abonnements der verbundenen Clients.</translation>
    </message>
    <message>
        <source>Live shared subscriptions.</source>
        <translation>Aktive geteilte Abonnements.</translation>
    </message>
    <message>
        <source>The broker has no shared subscriptions.</source>
        <translation>Der Broker hat keine geteilten Abonnements.</translation>
    </message>
    <message>
        <source>Messages with QoS above 0 that await acknowledgement.</source>
        <translation>Nachrichten mit QoS über 0, deren Bestätigung aussteht.</translation>
    </message>
    <message>
        <source>On this broker a retained message is a record of an exported table; the operations API does not say which tables are exported.</source>
        <translation>Bei diesem Broker ist eine Retained-Nachricht ein Datensatz einer exportierten Tabelle; die Operations-API sagt nicht, welche Tabellen exportiert sind.</translation>
    </message>
    <message>
        <source>Records of exported tables.</source>
        <translation>Datensätze exportierter Tabellen.</translation>
    </message>
    <message>
        <source>Size of exported tables.</source>
        <translation>Größe exportierter Tabellen.</translation>
    </message>
    <message>
        <source>JavaScript heap in use, all threads together.</source>
        <translation>Belegter JavaScript-Heap aller Threads zusammen.</translation>
    </message>
    <message>
        <source>Most heap in use since the broker started, as far as it was sampled.</source>
        <translation>Höchster belegter Heap seit dem Start des Brokers, soweit erfasst.</translation>
    </message>
    <message>
        <source>What the SysPulse updater is doing: running, or stopped on request.</source>
        <translation>Was der SysPulse-Updater tut: Er läuft oder ist auf Wunsch gestoppt.</translation>
    </message>
    <message>
        <source>The machine that keeps these values current.</source>
        <translation>Der Rechner, der diese Werte aktuell hält.</translation>
    </message>
    <message>
        <source>Version of the SysPulse that keeps these values current.</source>
        <translation>Version des SysPulse, das diese Werte aktuell hält.</translation>
    </message>
    <message>
        <source>Seconds between two updates; 0 when they are made by hand.</source>
        <translation>Sekunden zwischen zwei Aktualisierungen; 0, wenn sie von Hand ausgelöst werden.</translation>
    </message>
    <message>
        <source>The moment from which the counters count: the broker&apos;s start where that is known.</source>
        <translation>Der Zeitpunkt, ab dem die Zähler zählen: der Start des Brokers, wo er bekannt ist.</translation>
    </message>
    <message>
        <source>When the values were last sampled; published last, so an update is complete when it arrives.</source>
        <translation>Wann die Werte zuletzt erfasst wurden; wird zuletzt veröffentlicht, sodass eine Aktualisierung vollständig ist, wenn es eintrifft.</translation>
    </message>
    <message>
        <source>MQTT control packets of all types</source>
        <translation>MQTT-Steuerpakete aller Typen</translation>
    </message>
    <message>
        <source>PUBLISH packets</source>
        <translation>PUBLISH-Pakete</translation>
    </message>
    <message>
        <source>PUBLISH bytes</source>
        <translation>PUBLISH-Bytes</translation>
    </message>
    <message>
        <source>PUBLISH packets with QoS 0</source>
        <translation>PUBLISH-Pakete mit QoS 0</translation>
    </message>
    <message>
        <source>PUBLISH packets with QoS 1</source>
        <translation>PUBLISH-Pakete mit QoS 1</translation>
    </message>
    <message>
        <source>PUBLISH packets with QoS 2</source>
        <translation>PUBLISH-Pakete mit QoS 2</translation>
    </message>
    <message>
        <source>MQTT packets received</source>
        <translation>Empfangene MQTT-Pakete</translation>
    </message>
    <message>
        <source>MQTT packets sent</source>
        <translation>Gesendete MQTT-Pakete</translation>
    </message>
    <message>
        <source>PUBLISH packets received</source>
        <translation>Empfangene PUBLISH-Pakete</translation>
    </message>
    <message>
        <source>PUBLISH packets sent</source>
        <translation>Gesendete PUBLISH-Pakete</translation>
    </message>
    <message>
        <source>MQTT bytes received</source>
        <translation>Empfangene MQTT-Bytes</translation>
    </message>
    <message>
        <source>MQTT bytes sent</source>
        <translation>Gesendete MQTT-Bytes</translation>
    </message>
    <message>
        <source>MQTT sockets accepted</source>
        <translation>Angenommene MQTT-Sockets</translation>
    </message>
    <message>
        <source>static</source>
        <translation>fest</translation>
    </message>
    <message>
        <source>gauge</source>
        <translation>Messwert</translation>
    </message>
    <message>
        <source>counter</source>
        <translation>Zähler</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>analytics</source>
        <translation>Analytics</translation>
    </message>
    <message>
        <source>events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>system</source>
        <translation>System</translation>
    </message>
    <message>
        <source>info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>local</source>
        <translation>lokal</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>gemessen</translation>
    </message>
    <message>
        <source>derived</source>
        <translation>abgeleitet</translation>
    </message>
    <message>
        <source>estimated</source>
        <translation>geschätzt</translation>
    </message>
    <message>
        <source>%1 received since the broker started.</source>
        <translation>%1, empfangen seit dem Start des Brokers.</translation>
    </message>
    <message>
        <source>%1 sent since the broker started.</source>
        <translation>%1, gesendet seit dem Start des Brokers.</translation>
    </message>
    <message>
        <source>%1 per minute, smoothed over 1 min.</source>
        <translation>%1 pro Minute, geglättet über 1 min.</translation>
    </message>
    <message>
        <source>%1 per minute, smoothed over 5 min.</source>
        <translation>%1 pro Minute, geglättet über 5 min.</translation>
    </message>
    <message>
        <source>%1 per minute, smoothed over 15 min.</source>
        <translation>%1 pro Minute, geglättet über 15 min.</translation>
    </message>
    <message>
        <source>%1 packets</source>
        <translation>%1-Pakete</translation>
    </message>
    <message>
        <source>%1 Only topics below %2.</source>
        <extracomment>%1 is a sentence about messages, %2 the first level of topics in quotation marks</extracomment>
        <translation>%1 Nur Topics unter %2.</translation>
    </message>
    <message>
        <source>PUBLISH packets that were written to connections that had ended.</source>
        <translation>PUBLISH-Pakete, die auf bereits beendete Verbindungen geschrieben wurden.</translation>
    </message>
    <message>
        <source>MQTT bytes (by analytics, those received are without the 2 to 5 bytes of each fixed header)</source>
        <translation>MQTT-Bytes (aus Analytics: empfangene ohne die 2 bis 5 Byte jedes Fixed Headers)</translation>
    </message>
    <message>
        <source>Bytes of PUBLISH packets (by analytics, those received are without the fixed header)</source>
        <translation>Bytes der PUBLISH-Pakete (aus Analytics: empfangene ohne den Fixed Header)</translation>
    </message>
    <message>
        <source>MQTT control packets of SysPulse itself</source>
        <translation>MQTT-Kontrollpakete von SysPulse selbst</translation>
    </message>
    <message>
        <source>PUBLISH packets of SysPulse itself</source>
        <translation>PUBLISH-Pakete von SysPulse selbst</translation>
    </message>
    <message>
        <source>MQTT bytes of SysPulse itself</source>
        <translation>MQTT-Bytes von SysPulse selbst</translation>
    </message>
    <message>
        <source>Bytes of PUBLISH packets of SysPulse itself</source>
        <translation>Bytes der PUBLISH-Pakete von SysPulse selbst</translation>
    </message>
    <message>
        <source>PUBLISH packets dropped</source>
        <translation>Verworfene PUBLISH-Pakete</translation>
    </message>
    <message>
        <source>wire</source>
        <translation>Leitung</translation>
    </message>
    <message>
        <source>Who keeps these values current: an updater, or the server by itself.</source>
        <translation>Wer diese Werte aktuell hält: ein Updater oder der Server selbst.</translation>
    </message>
    <message>
        <source>How long the broker had been up when the counters of the wire were right. Between two values, a counter&apos;s growth and this one&apos;s give its rate.</source>
        <translation>Wie lange der Broker lief, als die auf der Leitung gezählten Werte galten. Zwischen zwei Werten ergibt der Zuwachs eines Zählers mit dem dieses Werts seine Rate.</translation>
    </message>
    <message>
        <source>Clients of the busiest worker thread as a multiple of its even share; not known while there are fewer than 20 clients for each worker.</source>
        <translation>Clients des vollsten Workers als Vielfaches seines gleichmäßigen Anteils; nicht bekannt, solange es weniger als 20 Clients je Worker gibt.</translation>
    </message>
    <message>
        <source>Event-loop utilization of the busiest worker thread, in steps of 5 %.</source>
        <translation>Auslastung der Ereignisschleife des am stärksten ausgelasteten Workers, in Schritten von 5 %.</translation>
    </message>
    <message>
        <source>Heap that the fullest worker thread uses of its limit, in steps of 5 %.</source>
        <translation>Heap, den der vollste Worker von seiner Grenze belegt, in Schritten von 5 %.</translation>
    </message>
    <message>
        <source>Clients that take messages more slowly than they are sent to them.</source>
        <translation>Clients, die Nachrichten langsamer abnehmen, als sie ihnen gesendet werden.</translation>
    </message>
    <message>
        <source>Messages that wait for the client with the longest queue.</source>
        <translation>Nachrichten, die auf den Client mit der längsten Warteschlange warten.</translation>
    </message>
    <message>
        <source>Clients that have logged in five times or more within about a minute.</source>
        <translation>Clients, die sich innerhalb von etwa einer Minute fünfmal oder öfter angemeldet haben.</translation>
    </message>
    <message>
        <source>Client ids that are connected more than once to one worker thread; at most 50 of each.</source>
        <translation>Client-IDs, die mehrfach mit einem Worker verbunden sind; höchstens 50 je Worker.</translation>
    </message>
    <message>
        <source>Connections opened in the busiest second of the last minute; the peaks of several worker threads are added up.</source>
        <translation>Verbindungen, die in der stärksten Sekunde der letzten Minute geöffnet wurden; die Spitzen mehrerer Worker sind zusammengezählt.</translation>
    </message>
    <message>
        <source>Publishes that the broker has refused since it started.</source>
        <translation>Veröffentlichungen, die der Broker seit seinem Start abgelehnt hat.</translation>
    </message>
    <message>
        <source>Subscriptions that the broker has refused since it started.</source>
        <translation>Abonnements, die der Broker seit seinem Start abgelehnt hat.</translation>
    </message>
    <message>
        <source>Rounds of the canary that its other values are made of, at most 120.</source>
        <translation>Runden des Canary, aus denen seine anderen Werte gebildet sind, höchstens 120.</translation>
    </message>
    <message>
        <source>Those of these rounds of the canary in which something was not answered.</source>
        <translation>Diejenigen dieser Runden des Canary, in denen etwas nicht beantwortet wurde.</translation>
    </message>
    <message>
        <source>Connecting to the MQTT port</source>
        <translation>Verbindungsaufbau zum MQTT-Port</translation>
    </message>
    <message>
        <source>The TLS handshake on the MQTT port</source>
        <translation>TLS-Handshake am MQTT-Port</translation>
    </message>
    <message>
        <source>From CONNECT to CONNACK</source>
        <translation>Von CONNECT bis CONNACK</translation>
    </message>
    <message>
        <source>From PINGREQ to PINGRESP</source>
        <translation>Von PINGREQ bis PINGRESP</translation>
    </message>
    <message>
        <source>From PUBLISH to PUBACK</source>
        <translation>Von PUBLISH bis PUBACK</translation>
    </message>
    <message>
        <source>From PUBLISH to the arrival of the message</source>
        <translation>Von PUBLISH bis zur Ankunft der Nachricht</translation>
    </message>
    <message>
        <source>A request to the operations API</source>
        <translation>Eine Anfrage an die Operations-API</translation>
    </message>
    <message>
        <source>probe</source>
        <translation>eigene Messung</translation>
    </message>
    <message>
        <source>%1: median of the last hour.</source>
        <translation>%1: Median der letzten Stunde.</translation>
    </message>
    <message>
        <source>%1: 99th percentile of the last hour.</source>
        <translation>%1: 99. Perzentil der letzten Stunde.</translation>
    </message>
    <message>
        <source>Number of the worker thread that answered the newest round of the canary.</source>
        <translation>Nummer des Worker-Threads, der die neueste Runde des Canary beantwortet hat.</translation>
    </message>
</context>
<context>
    <name>syspulse::MqttSender</name>
    <message>
        <source>%1 did not acknowledge the message within %2 s. Look into the log of the broker.</source>
        <translation>%1 hat die Nachricht nicht binnen %2 s bestätigt. Sehen Sie in das Protokoll des Brokers.</translation>
    </message>
</context>
<context>
    <name>syspulse::NameTexts</name>
    <message>
        <source>(no client ID)</source>
        <translation>(keine Client-ID)</translation>
    </message>
    <message>
        <source>(anonymous)</source>
        <translation>(anonym)</translation>
    </message>
</context>
<context>
    <name>syspulse::Navigation</name>
    <message>
        <source>Instances</source>
        <translation>Instanzen</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>Topics</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source>Updater</source>
        <translation>Updater</translation>
    </message>
    <message>
        <source>Setup</source>
        <translation>Einrichtung</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>text of an entry and the number beside it</extracomment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Broker</source>
        <translation>Broker</translation>
    </message>
</context>
<context>
    <name>syspulse::NoteDialog</name>
    <message>
        <source>Beginning</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>&amp;Until</source>
        <translation>&amp;Bis</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Change the note</source>
        <translation>Notiz ändern</translation>
    </message>
    <message>
        <source>New note</source>
        <translation>Neue Notiz</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>for example: new firmware on line 4</source>
        <translation>zum Beispiel: neue Firmware an Linie 4</translation>
    </message>
    <message>
        <source>&amp;Note</source>
        <translation>&amp;Notiz</translation>
    </message>
    <message>
        <source>&amp;At</source>
        <translation>&amp;Um</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>&amp;Entfernen…</translation>
    </message>
    <message>
        <source>A note is about one instance. Connect to it first.</source>
        <translation>Eine Notiz betrifft eine Instanz. Verbinden Sie sich zuerst mit ihr.</translation>
    </message>
    <message>
        <source>The end is before the beginning.</source>
        <translation>Das Ende liegt vor dem Beginn.</translation>
    </message>
    <message>
        <source>It is shown over the lines of the charts, in reports and in exports, and kept on this computer; the instance does not get it.</source>
        <translation>Sie erscheint über den Linien der Diagramme, in Berichten und in Exporten und bleibt auf diesem Rechner; die Instanz bekommt sie nicht.</translation>
    </message>
    <message>
        <source>Remove this note?</source>
        <translation>Diese Notiz entfernen?</translation>
    </message>
    <message>
        <source>The note &quot;%1&quot; is removed from the charts and from this computer.</source>
        <translation>Die Notiz „%1“ wird aus den Diagrammen und von diesem Rechner entfernt.</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
</context>
<context>
    <name>syspulse::OffendersModel</name>
    <message>
        <source>Times in a minute</source>
        <translation>Mal pro Minute</translation>
    </message>
    <message>
        <source>≥ %1</source>
        <extracomment>%1 is the least number that is certain</extracomment>
        <translation>≥ %1</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>Adressen</translation>
    </message>
    <message>
        <source>Addresses refused</source>
        <translation>Abgelehnte Adressen</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Client IDs</source>
        <translation>Client-IDs</translation>
    </message>
    <message>
        <source>Clients that come and go</source>
        <translation>Clients, die kommen und gehen</translation>
    </message>
    <message>
        <source>Client IDs in use twice</source>
        <translation>Doppelt verwendete Client-IDs</translation>
    </message>
    <message>
        <source>Address that opens connections</source>
        <translation>Adresse, die Verbindungen öffnet</translation>
    </message>
    <message>
        <source>Address whose logins are refused</source>
        <translation>Adresse, deren Anmeldungen abgelehnt werden</translation>
    </message>
    <message>
        <source>User name that tries to log in</source>
        <translation>Benutzername, der sich anzumelden versucht</translation>
    </message>
    <message>
        <source>Client ID that tries to log in</source>
        <translation>Client-ID, die sich anzumelden versucht</translation>
    </message>
    <message>
        <source>Client that logs in again and again</source>
        <translation>Client, der sich immer wieder anmeldet</translation>
    </message>
    <message>
        <source>Client ID that is connected more than once now</source>
        <translation>Client-ID, die gerade mehrfach verbunden ist</translation>
    </message>
</context>
<context>
    <name>syspulse::OperationsClient</name>
    <message>
        <source>The server does not tell its version. Is this a HarperDB?</source>
        <translation>Der Server nennt seine Version nicht. Ist das eine HarperDB?</translation>
    </message>
    <message>
        <source>A request was not sent, because it does not say which %1 it is for.</source>
        <translation>Eine Anfrage wurde nicht gesendet, weil ihr Ziel fehlt (%1).</translation>
    </message>
    <message>
        <source>The server did not answer with a list of tables.</source>
        <translation>Der Server hat nicht mit einer Liste von Tabellen geantwortet.</translation>
    </message>
</context>
<context>
    <name>syspulse::OrphanedSessionsModel</name>
    <message>
        <source>Client ID</source>
        <translation>Client-ID</translation>
    </message>
    <message>
        <source>Subscriptions</source>
        <translation>Abonnements</translation>
    </message>
    <message>
        <source>Waiting since</source>
        <translation>Wartet seit</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>a time that is not known</source>
        <translation>unbekannter Zeit</translation>
    </message>
    <message>
        <source>The session of %1 is deleted for good. Lost are its subscriptions (%2): %3; and the messages that wait for the client since %4.</source>
        <extracomment>client id, number of subscriptions, list of them, date and time</extracomment>
        <translation>Die Sitzung von %1 wird endgültig gelöscht. Verloren gehen ihre Abonnements (%2): %3; und die Nachrichten, die seit %4 auf den Client warten.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
</context>
<context>
    <name>syspulse::OrphanedSessionsPane</name>
    <message>
        <source>Re&amp;move session…</source>
        <translation>Sitzung &amp;entfernen…</translation>
    </message>
    <message>
        <source>Orphaned sessions</source>
        <translation>Verwaiste Sitzungen</translation>
    </message>
    <message>
        <source>Persistent sessions whose clients are not connected. The server keeps them, and messages for them, until they return.</source>
        <translation>Dauerhafte Sitzungen, deren Clients nicht verbunden sind. Der Server bewahrt sie und Nachrichten für sie auf, bis sie zurückkehren.</translation>
    </message>
    <message>
        <source>Remove this session?</source>
        <translation>Diese Sitzung entfernen?</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Only %1 sessions were looked at: the server has more.</source>
        <extracomment>%1 is a large number</extracomment>
        <translation>Nur %1 Sitzungen wurden angesehen: Der Server hat mehr.</translation>
    </message>
</context>
<context>
    <name>syspulse::OverviewPage</name>
    <message>
        <source>Connect to a HarperDB instance</source>
        <translation>Mit einer HarperDB-Instanz verbinden</translation>
    </message>
    <message>
        <source>SysPulse gives the instance the $SYS topics that MQTT brokers such as mosquitto have, keeps them current, and draws them. Nothing on the instance changes until you say so.</source>
        <translation>SysPulse gibt der Instanz die $SYS-Topics, die MQTT-Broker wie mosquitto haben, hält sie aktuell und zeichnet sie. An der Instanz ändert sich nichts, bis Sie es sagen.</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbindung wird aufgebaut…</translation>
    </message>
    <message>
        <source>Waiting for the operations API of the instance to answer.</source>
        <translation>Warten auf die Antwort der Operations-API der Instanz.</translation>
    </message>
    <message>
        <source>The connection failed</source>
        <translation>Die Verbindung ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>&amp;Change the login…</source>
        <translation>Anmeldun&amp;g ändern…</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>E&amp;rneut versuchen</translation>
    </message>
    <message>
        <source>This instance has no $SYS topics yet</source>
        <translation>Diese Instanz hat noch keine $SYS-Topics</translation>
    </message>
    <message>
        <source>The setup adds a table and a small component to the instance and shows every step before anything is done. It can be undone.</source>
        <translation>Die Einrichtung fügt der Instanz eine Tabelle und eine kleine Komponente hinzu und zeigt jeden Schritt, bevor etwas geschieht. Sie lässt sich rückgängig machen.</translation>
    </message>
    <message>
        <source>&amp;Go to the setup</source>
        <translation>&amp;Zur Einrichtung</translation>
    </message>
    <message>
        <source>No values yet</source>
        <translation>Noch keine Werte</translation>
    </message>
    <message>
        <source>Values arrive over MQTT, and the connection to the broker is still being made.</source>
        <translation>Die Werte kommen über MQTT, und die Verbindung zum Broker wird noch aufgebaut.</translation>
    </message>
    <message>
        <source>Values arrive over MQTT, and the broker cannot be reached. %1</source>
        <translation>Die Werte kommen über MQTT, und der Broker ist nicht erreichbar. %1</translation>
    </message>
    <message>
        <source>The instance is set up, but no updater writes values: it is stopped on this machine, and none has written from elsewhere.</source>
        <translation>Die Instanz ist eingerichtet, aber kein Updater schreibt Werte: Auf diesem Rechner ist er gestoppt, und von anderswo hat keiner geschrieben.</translation>
    </message>
    <message>
        <source>&amp;Go to the updater</source>
        <translation>&amp;Zum Updater</translation>
    </message>
    <message>
        <source>The updater has started. The first values arrive after its first run, which takes a few seconds.</source>
        <translation>Der Updater ist gestartet. Die ersten Werte kommen nach seinem ersten Lauf, der einige Sekunden dauert.</translation>
    </message>
    <message>
        <source>&amp;Show the updater</source>
        <translation>Updater an&amp;zeigen</translation>
    </message>
    <message>
        <source>First steps</source>
        <translation>Erste Schritte</translation>
    </message>
    <message>
        <source>There are values to look at already. What is still to be done, or done again, is found on the pages Setup and Updater.</source>
        <translation>Es gibt schon Werte zu sehen. Was noch oder erneut zu tun ist, finden Sie auf den Seiten „Einrichtung“ und „Updater“.</translation>
    </message>
    <message>
        <source>&amp;Show the charts</source>
        <translation>Diagramme an&amp;zeigen</translation>
    </message>
    <message>
        <source>C&amp;onnect…</source>
        <translation>Verbi&amp;nden…</translation>
    </message>
    <message>
        <source>Cards and charts</source>
        <translation>Karten und Diagramme</translation>
    </message>
    <message>
        <source>The updater on this machine is paused or in its quiet hours, and none has written from elsewhere.</source>
        <translation>Der Updater auf diesem Rechner ist angehalten oder in seiner Ruhezeit, und von anderswo hat keiner geschrieben.</translation>
    </message>
    <message>
        <source>Include SysPulse&apos;s own &amp;traffic</source>
        <translation>Eigenen &amp;Verkehr von SysPulse einschließen</translation>
    </message>
    <message>
        <source>What SysPulse itself makes the broker receive and send: the updates of the $SYS topics, and what the windows of SysPulse receive. Cards and charts of messages and bytes are shown without it unless you include it.</source>
        <translation>Was der Broker durch SysPulse selbst empfängt und sendet: die Aktualisierungen der $SYS-Topics und was die Fenster von SysPulse empfangen. Karten und Diagramme von Nachrichten und Bytes zeigen es nur, wenn Sie es einschließen.</translation>
    </message>
    <message>
        <source>This instance does not tell which part of its traffic is SysPulse&apos;s own. Component 2.0.0 counts it; see Setup.</source>
        <translation>Diese Instanz teilt nicht mit, welcher Teil ihres Verkehrs von SysPulse selbst stammt. Die Komponente 2.0.0 zählt ihn, siehe Einrichtung.</translation>
    </message>
    <message>
        <source>No updater writes values, and none can be started here. %1</source>
        <extracomment>%1 are whole sentences that say why</extracomment>
        <translation>Kein Updater schreibt Werte, und von hier aus lässt sich keiner starten. %1</translation>
    </message>
</context>
<context>
    <name>syspulse::Parity</name>
    <message>
        <source>The present value is an estimate.</source>
        <translation>Der jetzige Wert ist geschätzt.</translation>
    </message>
    <message>
        <source>The present value is computed from other numbers.</source>
        <translation>Der jetzige Wert ist aus anderen Zahlen berechnet.</translation>
    </message>
    <message>
        <source>Computed from the counters by mosquitto&apos;s own rule.</source>
        <translation>Aus den Zählern nach der Regel von mosquitto selbst berechnet.</translation>
    </message>
    <message>
        <source>mosquitto 2.0</source>
        <translation>mosquitto 2.0</translation>
    </message>
    <message>
        <source>mqtt.org wiki</source>
        <translation>Wiki von mqtt.org</translation>
    </message>
    <message>
        <source>EMQX 5</source>
        <translation>EMQX 5</translation>
    </message>
    <message>
        <source>Same name</source>
        <translation>Gleicher Name</translation>
    </message>
    <message>
        <source>Another name</source>
        <translation>Anderer Name</translation>
    </message>
    <message>
        <source>Derived or estimated</source>
        <translation>Abgeleitet oder geschätzt</translation>
    </message>
    <message>
        <source>Not available</source>
        <translation>Nicht verfügbar</translation>
    </message>
    <message>
        <source>The topics are those of mosquitto(8) and those that mosquitto 2.0 sends.</source>
        <translation>Die Topics sind die aus mosquitto(8) und die, die mosquitto 2.0 sendet.</translation>
    </message>
    <message>
        <source>The spelling of the wiki is not published in addition: where the names differ, subscribe to the topic of SysPulse.</source>
        <translation>Die Schreibweise des Wikis wird nicht zusätzlich veröffentlicht: Wo die Namen abweichen, abonnieren Sie das Topic von SysPulse.</translation>
    </message>
    <message>
        <source>Nothing is published below $SYS/brokers: subscribe to the topic of SysPulse. EMQX names its nodes with dots, which the broker does not allow in a topic.</source>
        <translation>Unter $SYS/brokers wird nichts veröffentlicht: Abonnieren Sie das Topic von SysPulse. EMQX benennt seine Knoten mit Punkten, die der Broker in einem Topic nicht erlaubt.</translation>
    </message>
    <message>
        <source>%1 of %2 topics are available: %3 under the same name, %4 under another name, %5 derived or estimated. %6 are not available.</source>
        <translation>%1 von %2 Topics sind verfügbar: %3 unter gleichem Namen, %4 unter anderem Namen, %5 abgeleitet oder geschätzt. %6 sind nicht verfügbar.</translation>
    </message>
    <message>
        <source>With a value now: %1.</source>
        <translation>Derzeit mit Wert: %1.</translation>
    </message>
    <message>
        <source>The broker has no MQTT bridges.</source>
        <translation>Der Broker hat keine MQTT-Bridges.</translation>
    </message>
    <message>
        <source>The JavaScript heap of all threads; mosquitto counts what it has allocated.</source>
        <translation>Der JavaScript-Heap aller Threads; mosquitto zählt, was es belegt hat.</translation>
    </message>
    <message>
        <source>The manual of mosquitto has this topic; mosquitto 2.0 does not send it.</source>
        <translation>Das Handbuch von mosquitto nennt dieses Topic; mosquitto 2.0 sendet es nicht.</translation>
    </message>
    <message>
        <source>A total since the broker started, as the wiki wants it, not a load.</source>
        <translation>Eine Summe seit dem Start des Brokers, wie das Wiki sie verlangt, keine Last.</translation>
    </message>
    <message>
        <source>The server does not tell the revision that it was built from.</source>
        <translation>Der Server nennt die Revision nicht, aus der er gebaut wurde.</translation>
    </message>
    <message>
        <source>The server does not tell when it was built. SysPulse uses this name for the time at which the broker started.</source>
        <translation>Der Server nennt nicht, wann er gebaut wurde. SysPulse verwendet diesen Namen für die Zeit, zu der der Broker gestartet ist.</translation>
    </message>
    <message>
        <source>There is no $SYS topic for each client. The Clients page lists them, and each is a record below sys_sessions/.</source>
        <translation>Es gibt kein $SYS-Topic für jeden Client. Die Seite „Clients“ führt sie auf, und jeder ist ein Datensatz unter sys_sessions/.</translation>
    </message>
    <message>
        <source>SysPulse does not keep this maximum.</source>
        <translation>SysPulse führt diesen Höchstwert nicht.</translation>
    </message>
    <message>
        <source>EMQX documents it as the same number as subscriptions/count.</source>
        <translation>EMQX dokumentiert es als dieselbe Zahl wie subscriptions/count.</translation>
    </message>
    <message>
        <source>SysPulse counts subscriptions, not the clients that have any.</source>
        <translation>SysPulse zählt Abonnements, nicht die Clients, die welche haben.</translation>
    </message>
    <message>
        <source>On this broker topics are records of exported tables; it keeps no list of those in use.</source>
        <translation>Bei diesem Broker sind Topics Datensätze exportierter Tabellen; eine Liste der benutzten führt er nicht.</translation>
    </message>
    <message>
        <source>The broker counts packets, not what goes wrong with them.</source>
        <translation>Der Broker zählt Pakete, nicht, was mit ihnen schiefgeht.</translation>
    </message>
    <message>
        <source>Messages that the broker itself publishes are not counted.</source>
        <translation>Nachrichten, die der Broker selbst veröffentlicht, werden nicht gezählt.</translation>
    </message>
    <message>
        <source>SysPulse looks at one instance, not at messages between the nodes of a cluster.</source>
        <translation>SysPulse betrachtet eine Instanz, nicht die Nachrichten zwischen den Knoten eines Clusters.</translation>
    </message>
    <message>
        <source>The broker does not publish with a delay.</source>
        <translation>Der Broker veröffentlicht nicht verzögert.</translation>
    </message>
    <message>
        <source>EMQX counts a message when it is handed to a session, SysPulse when it is sent.</source>
        <translation>EMQX zählt eine Nachricht, wenn sie einer Sitzung übergeben wird, SysPulse, wenn sie gesendet wird.</translation>
    </message>
    <message>
        <source>There is no single number: add up $SYS/broker/mqtt/puback/received and $SYS/broker/mqtt/pubcomp/received.</source>
        <translation>Eine einzelne Zahl gibt es nicht: Addieren Sie $SYS/broker/mqtt/puback/received und $SYS/broker/mqtt/pubcomp/received.</translation>
    </message>
    <message>
        <source>SysPulse looks at one instance, not at the nodes of a cluster.</source>
        <translation>SysPulse betrachtet eine Instanz, nicht die Knoten eines Clusters.</translation>
    </message>
    <message>
        <source>In seconds; EMQX sends milliseconds.</source>
        <translation>In Sekunden; EMQX sendet Millisekunden.</translation>
    </message>
    <message>
        <source>The server&apos;s clock when the values were sampled, in UTC.</source>
        <translation>Die Uhr des Servers, als die Werte erfasst wurden, in UTC.</translation>
    </message>
    <message>
        <source>The version begins with the name of the product.</source>
        <translation>Die Version beginnt mit dem Namen des Produkts.</translation>
    </message>
    <message>
        <source>There are no $SYS topics for events of single clients. Each connected client is a record below sys_sessions/, which can be subscribed to.</source>
        <translation>Es gibt keine $SYS-Topics für Ereignisse einzelner Clients. Jeder verbundene Client ist ein Datensatz unter sys_sessions/, der sich abonnieren lässt.</translation>
    </message>
    <message>
        <source>SysPulse publishes no alarms.</source>
        <translation>SysPulse veröffentlicht keine Alarme.</translation>
    </message>
    <message>
        <source>It tells of the Erlang virtual machine, which the server does not have.</source>
        <translation>Es gibt Auskunft über die virtuelle Maschine von Erlang, die der Server nicht hat.</translation>
    </message>
    <message>
        <source>Where the component does not count, the 2 to 5 bytes of each fixed header are missing.</source>
        <translation>Wo die Komponente nicht zählt, fehlen die 2 bis 5 Byte jedes Fixed Headers.</translation>
    </message>
    <message>
        <source>Why messages were dropped is not counted.</source>
        <translation>Warum Nachrichten verworfen wurden, wird nicht gezählt.</translation>
    </message>
</context>
<context>
    <name>syspulse::ParityDialog</name>
    <message>
        <source>Compare with other brokers</source>
        <translation>Mit anderen Brokern vergleichen</translation>
    </message>
    <message>
        <source>Export as &amp;HTML…</source>
        <translation>Als HT&amp;ML exportieren…</translation>
    </message>
    <message>
        <source>Export as CS&amp;V…</source>
        <translation>Als C&amp;SV exportieren…</translation>
    </message>
    <message>
        <source>Compare &amp;with:</source>
        <translation>Ver&amp;gleichen mit:</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter by topic, state or note</source>
        <translation>Nach Topic, Status oder Hinweis filtern</translation>
    </message>
    <message>
        <source>Topics compared</source>
        <translation>Verglichene Topics</translation>
    </message>
    <message>
        <source>Select a topic to read its note.</source>
        <translation>Wählen Sie ein Topic aus, um den Hinweis dazu zu lesen.</translation>
    </message>
    <message>
        <source>%1: the value has the same meaning here.</source>
        <translation>%1: Der Wert hat hier dieselbe Bedeutung.</translation>
    </message>
    <message>
        <source>Export the comparison</source>
        <translation>Vergleich exportieren</translation>
    </message>
    <message>
        <source>%1 file (*.%2)</source>
        <extracomment>%1 is HTML or CSV, %2 the same in lower case</extracomment>
        <translation>%1-Datei (*.%2)</translation>
    </message>
    <message>
        <source>The comparison was exported to %1.</source>
        <translation>Der Vergleich wurde nach %1 exportiert.</translation>
    </message>
</context>
<context>
    <name>syspulse::ParityModel</name>
    <message>
        <source>Topic there</source>
        <translation>Topic dort</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Topic of SysPulse</source>
        <translation>Topic von SysPulse</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
</context>
<context>
    <name>syspulse::ParityReportPage</name>
    <message>
        <source>$SYS topics compared with %1</source>
        <extracomment>%1 is a broker or a list of topics, for example mosquitto 2.0</extracomment>
        <translation>$SYS-Topics im Vergleich mit %1</translation>
    </message>
    <message>
        <source>en</source>
        <extracomment>the language code of this translation</extracomment>
        <translation>de</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Topic of SysPulse</source>
        <translation>Topic von SysPulse</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
</context>
<context>
    <name>syspulse::PemLoader</name>
    <message>
        <source>The certificate in this file is broken. Choose another file.</source>
        <translation>Das Zertifikat in dieser Datei ist beschädigt. Wählen Sie eine andere Datei.</translation>
    </message>
</context>
<context>
    <name>syspulse::PieceFile</name>
    <message>
        <source>Cannot write %1: another program keeps it locked. The change is kept until it can be written.</source>
        <translation>%1 kann nicht geschrieben werden: Ein anderes Programm hält die Datei gesperrt. Die Änderung wird aufgehoben, bis sie geschrieben werden kann.</translation>
    </message>
    <message>
        <source>Cannot write %1: its folder does not take new files. Check that it exists, is writable and that the disk is not full.</source>
        <translation>%1 kann nicht geschrieben werden: Der Ordner nimmt keine neuen Dateien auf. Prüfen Sie, ob er existiert und beschreibbar ist und der Datenträger nicht voll ist.</translation>
    </message>
    <message>
        <source>There are %1 such copies already. Look through them and delete those that are not needed.</source>
        <translation>Es gibt schon %1 solche Kopien. Sehen Sie sie durch und löschen Sie, was nicht gebraucht wird.</translation>
    </message>
    <message>
        <source>%1 Nothing is written to it.</source>
        <extracomment>%1 says why a file cannot be read</extracomment>
        <translation>%1 In diese Datei wird nichts geschrieben.</translation>
    </message>
    <message>
        <source>%1 was written by a newer SysPulse: it is used, but not changed here.</source>
        <translation>%1 wurde von einem neueren SysPulse geschrieben: Die Datei wird benutzt, hier aber nicht geändert.</translation>
    </message>
    <message>
        <source>%1 is damaged. %2 It was kept as %3.</source>
        <extracomment>%1 and %3 are files, %2 is a sentence</extracomment>
        <translation>%1 ist beschädigt. %2 Eine Kopie liegt unter %3.</translation>
    </message>
    <message>
        <source>%1 is damaged. %2 It could not be copied, so nothing is written to it. %3</source>
        <extracomment>%1 is a file, %2 and %3 are sentences</extracomment>
        <translation>%1 ist beschädigt. %2 Die Datei konnte nicht kopiert werden, deshalb wird nichts in sie geschrieben. %3</translation>
    </message>
</context>
<context>
    <name>syspulse::PreferenceStore</name>
    <message>
        <source>It does not contain preferences.</source>
        <translation>Sie enthält keine Einstellungen.</translation>
    </message>
    <message>
        <source>&quot;version&quot; in it is not a number.</source>
        <translation>„version“ darin ist keine Zahl.</translation>
    </message>
</context>
<context>
    <name>syspulse::Profile</name>
    <message>
        <source>A profile must be a JSON object.</source>
        <translation>Ein Profil muss ein JSON-Objekt sein.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is too long.</source>
        <translation>„%1“ ist zu lang.</translation>
    </message>
    <message>
        <source>&quot;name&quot; is missing.</source>
        <translation>„name“ fehlt.</translation>
    </message>
    <message>
        <source>&quot;url&quot; of &quot;%1&quot;: %2</source>
        <translation>„url“ von „%1“: %2</translation>
    </message>
    <message>
        <source>&quot;environment&quot; of &quot;%1&quot; must be development, test, production or empty.</source>
        <translation>„environment“ von „%1“ muss development, test, production oder leer sein.</translation>
    </message>
    <message>
        <source>&quot;trust&quot; of &quot;%1&quot; must be an object.</source>
        <translation>„trust“ von „%1“ muss ein Objekt sein.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; of &quot;%2&quot; must be spelled &quot;%3&quot;.</source>
        <translation>„%1“ von „%2“ muss „%3“ geschrieben werden.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; of &quot;%2&quot; must be a string.</source>
        <translation>„%1“ von „%2“ muss ein Text sein.</translation>
    </message>
    <message>
        <source>&quot;caPem&quot; of &quot;%1&quot; is not a certificate.</source>
        <translation>„caPem“ von „%1“ ist kein Zertifikat.</translation>
    </message>
    <message>
        <source>&quot;pinSha256&quot; of &quot;%1&quot; is not a SHA-256 fingerprint.</source>
        <translation>„pinSha256“ von „%1“ ist kein SHA-256-Fingerabdruck.</translation>
    </message>
    <message>
        <source>A file name of &quot;%1&quot; is not a path.</source>
        <translation>Ein Dateiname von „%1“ ist kein Pfad.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be a string.</source>
        <translation>„%1“ muss ein Text sein.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; of &quot;%2&quot; must be true or false.</source>
        <translation>„%1“ von „%2“ muss true oder false sein.</translation>
    </message>
    <message>
        <source>&quot;login&quot; of &quot;%1&quot; must be basic or token.</source>
        <translation>„login“ von „%1“ muss basic oder token sein.</translation>
    </message>
    <message>
        <source>&quot;mqttPort&quot; of &quot;%1&quot; must be a number from 0 to 65535.</source>
        <translation>„mqttPort“ von „%1“ muss eine Zahl von 0 bis 65535 sein.</translation>
    </message>
</context>
<context>
    <name>syspulse::ProfileBar</name>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>Profile</translation>
    </message>
    <message>
        <source>Remove, duplicate, import or export profiles.</source>
        <translation>Profile entfernen, duplizieren, importieren oder exportieren.</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>&amp;Duplizieren</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>&amp;Bring back the removed one</source>
        <translation>Das entfernte &amp;zurückholen</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importieren…</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>E&amp;xportieren…</translation>
    </message>
    <message>
        <source>New instance</source>
        <translation>Neue Instanz</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was removed. The menu brings it back, without its password.</source>
        <translation>„%1“ wurde entfernt. Über das Menü holen Sie es zurück, ohne das Passwort.</translation>
    </message>
    <message>
        <source>Import profiles</source>
        <translation>Profile importieren</translation>
    </message>
    <message>
        <source>SysPulse profiles (*.json)</source>
        <translation>SysPulse-Profile (*.json)</translation>
    </message>
    <message numerus="yes">
        <source>%n profile(s) imported.</source>
        <translation>
            <numerusform>%n Profil importiert.</numerusform>
            <numerusform>%n Profile importiert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Left out: %1</source>
        <translation>Ausgelassen: %1</translation>
    </message>
    <message>
        <source>Export profiles</source>
        <translation>Profile exportieren</translation>
    </message>
    <message>
        <source>The profiles were exported to %1, without passwords.</source>
        <translation>Die Profile wurden ohne Passwörter nach %1 exportiert.</translation>
    </message>
    <message>
        <source>Remove the profile and its service?</source>
        <translation>Das Profil und seinen Dienst entfernen?</translation>
    </message>
    <message>
        <source>Remove both</source>
        <translation>Beide entfernen</translation>
    </message>
    <message>
        <source>A background service on this machine keeps the values of &quot;%1&quot; current. It is stopped and removed together with the profile.</source>
        <extracomment>%1 is the name of a profile</extracomment>
        <translation>Ein Hintergrunddienst auf diesem Rechner hält die Werte von „%1“ aktuell. Er wird angehalten und zusammen mit dem Profil entfernt.</translation>
    </message>
    <message>
        <source>There is a background service for &quot;%1&quot; on this machine, which is removed together with the profile. Where it is running, it can only be stopped by logging out. %2</source>
        <extracomment>%1 is the name of a profile, %2 says why systemd cannot be reached</extracomment>
        <translation>Auf diesem Rechner gibt es einen Hintergrunddienst für „%1“, der zusammen mit dem Profil entfernt wird. Falls er läuft, endet er erst, wenn Sie sich abmelden. %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; and its background service were removed. The menu brings the profile back, without its password and its service.</source>
        <extracomment>%1 is the name of a profile</extracomment>
        <translation>„%1“ und der zugehörige Hintergrunddienst wurden entfernt. Das Menü bringt das Profil zurück, ohne Passwort und ohne Dienst.</translation>
    </message>
</context>
<context>
    <name>syspulse::ProfileFields</name>
    <message>
        <source>&amp;Keep as a profile</source>
        <translation>Als Pro&amp;fil behalten</translation>
    </message>
    <message>
        <source>Read-onl&amp;y: change nothing on this instance</source>
        <translation>&amp;Schreibgeschützt: an dieser Instanz nichts ändern</translation>
    </message>
    <message>
        <source>Keep the pass&amp;word in the system&apos;s keychain</source>
        <translation>Passwort im Schlüsselbund des S&amp;ystems aufbewahren</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>This SysPulse was built without a system keychain: the password is kept for this session only.</source>
        <translation>Dieses SysPulse wurde ohne Schlüsselbund gebaut: Das Passwort wird nur für diese Sitzung behalten.</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>keine Angabe</translation>
    </message>
    <message>
        <source>Its colour is over every page. On a production instance you are asked before anything changes.</source>
        <translation>Ihre Farbe steht über jeder Seite. Bei einer Produktionsinstanz werden Sie gefragt, bevor sich etwas ändert.</translation>
    </message>
    <message>
        <source>Na&amp;me:</source>
        <translation>&amp;Name:</translation>
    </message>
    <message>
        <source>&amp;Group:</source>
        <translation>Gr&amp;uppe:</translation>
    </message>
    <message>
        <source>En&amp;vironment:</source>
        <translation>U&amp;mgebung:</translation>
    </message>
    <message>
        <source>Co&amp;nnect when SysPulse starts</source>
        <translation>Beim Start von SysPulse verbinden</translation>
    </message>
    <message>
        <source>Start the updater once connected</source>
        <translation>Nach dem Verbinden den Updater starten</translation>
    </message>
    <message>
        <source>Where the instance is set up and nothing forbids it. Not where the component keeps the values current by itself. A setup from this window switches it on.</source>
        <translation>Wo die Instanz eingerichtet ist und nichts dagegenspricht. Nicht, wo die Komponente die Werte selbst aktuell hält. Eine Einrichtung aus diesem Fenster schaltet es ein.</translation>
    </message>
    <message>
        <source>Keep a diary of the clients on this computer</source>
        <translation>Auf diesem Rechner ein Tagebuch der Clients führen</translation>
    </message>
    <message>
        <source>Who comes and goes while the instance is connected in this window, with client ID, user and address. How much is kept of it, and how it is deleted, is in File → Settings…</source>
        <translation>Wer kommt und geht, solange die Instanz in diesem Fenster verbunden ist, mit Client-ID, Benutzer und Adresse. Wie viel davon behalten und wie es gelöscht wird, steht unter Datei → Einstellungen…</translation>
    </message>
</context>
<context>
    <name>syspulse::ProfileSecrets</name>
    <message>
        <source>The profile &quot;%1&quot; was kept without its password. %2</source>
        <extracomment>%1 is the name of a profile, %2 says what is wrong with the keychain</extracomment>
        <translation>Das Profil „%1“ wurde ohne sein Passwort behalten. %2</translation>
    </message>
    <message>
        <source>The password of &quot;%1&quot; may still be in the system&apos;s keychain. %2</source>
        <translation>Das Passwort von „%1“ ist vielleicht noch im Schlüsselbund des Systems. %2</translation>
    </message>
</context>
<context>
    <name>syspulse::ProfileService</name>
    <message>
        <source>The profile has already been removed.</source>
        <translation>Das Profil wurde bereits entfernt.</translation>
    </message>
    <message>
        <source>The profile &quot;%1&quot; was kept, because its background service cannot be removed. %2 Try again, or remove it with &quot;systemctl --user disable --now %3&quot; first.</source>
        <extracomment>%1 is the name of a profile, %2 says why, %3 is the name of a unit</extracomment>
        <translation>Das Profil „%1“ bleibt erhalten, weil sich sein Hintergrunddienst nicht entfernen lässt. %2 Versuchen Sie es noch einmal, oder entfernen Sie den Dienst zuerst mit „systemctl --user disable --now %3“.</translation>
    </message>
    <message>
        <source>The background service of &quot;%1&quot; still goes by its old name. %2</source>
        <extracomment>%1 is the name of a profile, %2 says why</extracomment>
        <translation>Der Hintergrunddienst von „%1“ trägt noch den alten Namen. %2</translation>
    </message>
    <message>
        <source>The profile was changed while it was being removed, so it was kept.</source>
        <translation>Das Profil wurde geändert, während es entfernt werden sollte, und bleibt deshalb erhalten.</translation>
    </message>
</context>
<context>
    <name>syspulse::ProfileStore</name>
    <message>
        <source>It has no list of profiles.</source>
        <translation>Sie enthält keine Liste von Profilen.</translation>
    </message>
    <message>
        <source>These profiles were written by a newer SysPulse.</source>
        <translation>Diese Profile wurden von einem neueren SysPulse geschrieben.</translation>
    </message>
    <message>
        <source>There are too many profiles.</source>
        <translation>Es gibt zu viele Profile.</translation>
    </message>
    <message>
        <source>&quot;version&quot; in it is not a number.</source>
        <translation>„version“ darin ist keine Zahl.</translation>
    </message>
    <message>
        <source>There are more than %1 profiles.</source>
        <translation>Es sind mehr als %1 Profile.</translation>
    </message>
    <message>
        <source>Some profiles were left out: %1</source>
        <translation>Einige Profile wurden ausgelassen: %1</translation>
    </message>
    <message>
        <source>The profiles are still being read. Try again in a moment.</source>
        <translation>Die Profile werden noch gelesen. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The profiles cannot be changed. %1</source>
        <translation>Die Profile können nicht geändert werden. %1</translation>
    </message>
    <message>
        <source>There are %1 profiles, which is the most. Remove one first.</source>
        <translation>Es gibt schon %1 Profile, mehr sind nicht möglich. Entfernen Sie zuerst eines.</translation>
    </message>
    <message>
        <source>This file does not contain SysPulse profiles.</source>
        <translation>Diese Datei enthält keine SysPulse-Profile.</translation>
    </message>
</context>
<context>
    <name>syspulse::QuitGuard</name>
    <message>
        <source>Quit SysPulse?</source>
        <translation>SysPulse beenden?</translation>
    </message>
    <message numerus="yes">
        <source>%n updater(s) in this program will stop, and values grow old unless another updater takes over. To keep them current without a window, use the tray or the background service on the Updater page.</source>
        <translation>
            <numerusform>%n Updater in diesem Programm wird beendet, und die Werte veralten, wenn kein anderer Updater übernimmt. Ohne Fenster bleiben sie aktuell, wenn Sie auf der Seite „Updater“ den Infobereich oder den Hintergrunddienst wählen.</numerusform>
            <numerusform>%n Updater in diesem Programm werden beendet, und die Werte veralten, wenn kein anderer Updater übernimmt. Ohne Fenster bleiben sie aktuell, wenn Sie auf der Seite „Updater“ den Infobereich oder den Hintergrunddienst wählen.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Close %1?</source>
        <extracomment>%1 is the name or the address of an instance</extracomment>
        <translation>%1 schließen?</translation>
    </message>
    <message>
        <source>The updater in this window keeps its values current. It stops when the instance is closed.</source>
        <translation>Der Updater in diesem Fenster hält ihre Werte aktuell. Er stoppt, wenn die Instanz geschlossen wird.</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
</context>
<context>
    <name>syspulse::RecordUpdater</name>
    <message>
        <source>The update was cancelled.</source>
        <translation>Die Aktualisierung wurde abgebrochen.</translation>
    </message>
    <message>
        <source>This instance is not set up: it has no table &quot;%1.%2&quot;. Run the setup first.</source>
        <translation>Diese Instanz ist nicht eingerichtet: Sie hat keine Tabelle „%1.%2“. Führen Sie zuerst die Einrichtung aus.</translation>
    </message>
    <message>
        <source>The stored counters could not be read: counting starts again from what the server still knows.</source>
        <translation>Die gespeicherten Zähler konnten nicht gelesen werden: Die Zählung beginnt neu mit dem, was der Server noch weiß.</translation>
    </message>
    <message>
        <source>The server answered so slowly that the right to write ran out. The update was given up and will be repeated.</source>
        <translation>Der Server antwortete so langsam, dass das Schreibrecht abgelaufen ist. Die Aktualisierung wurde abgebrochen und wird wiederholt.</translation>
    </message>
    <message>
        <source>The server did not keep what was written. If its clock was set back, it drops changes until the clock has caught up; restarting it does not help. The update will be repeated.</source>
        <translation>Der Server hat das Geschriebene nicht behalten. Wurde seine Uhr zurückgestellt, verwirft er Änderungen, bis die Uhr aufgeholt hat; ein Neustart hilft nicht. Die Aktualisierung wird wiederholt.</translation>
    </message>
</context>
<context>
    <name>syspulse::RefusedGroupsModel</name>
    <message>
        <source>User name given</source>
        <translation>Angegebener Benutzer</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Client IDs</source>
        <translation>Client-IDs</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <extracomment>%1 is a client ID</extracomment>
        <translation>
            <numerusform>%1 und %n weiterer</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>First</source>
        <translation>Zuerst</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Zuletzt</translation>
    </message>
</context>
<context>
    <name>syspulse::RefusedLoginsModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>User name given</source>
        <translation>Angegebener Benutzer</translation>
    </message>
    <message>
        <source>Client ID</source>
        <translation>Client-ID</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>Transport</translation>
    </message>
</context>
<context>
    <name>syspulse::RefusedLoginsPane</name>
    <message>
        <source>Refused logins</source>
        <translation>Abgelehnte Anmeldungen</translation>
    </message>
    <message>
        <source>%1 refused since %2. The newest 100 per worker are listed. Names are what the client claimed.</source>
        <extracomment>number, date and time</extracomment>
        <translation>%1 abgelehnt seit %2. Aufgeführt sind die neuesten 100 je Worker. Namen sind Angaben des Clients.</translation>
    </message>
    <message>
        <source>How refused logins are listed</source>
        <translation>Wie abgelehnte Anmeldungen aufgeführt werden</translation>
    </message>
    <message>
        <source>By user and address</source>
        <translation>Nach Benutzer und Adresse</translation>
    </message>
    <message>
        <source>One by one</source>
        <translation>Einzeln</translation>
    </message>
    <message>
        <source>Refused logins, last hour</source>
        <translation>Abgewiesene Anmeldungen, letzte Stunde</translation>
    </message>
</context>
<context>
    <name>syspulse::RefusedPacketsModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Veröffentlichung</translation>
    </message>
    <message>
        <source>Subscription</source>
        <translation>Abonnement</translation>
    </message>
    <message>
        <source>Topic or filter</source>
        <translation>Topic oder Filter</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Client ID</source>
        <translation>Client-ID</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Not allowed</source>
        <translation>Nicht erlaubt</translation>
    </message>
    <message>
        <source>There is no such topic</source>
        <translation>Dieses Topic gibt es nicht</translation>
    </message>
    <message>
        <source>A dot in the topic</source>
        <translation>Ein Punkt im Topic</translation>
    </message>
    <message>
        <source>The broker does not support the filter</source>
        <translation>Der Broker unterstützt den Filter nicht</translation>
    </message>
    <message>
        <source>Not valid</source>
        <translation>Nicht gültig</translation>
    </message>
    <message>
        <source>The payload cannot be read</source>
        <translation>Die Nutzdaten sind nicht lesbar</translation>
    </message>
    <message>
        <source>An error of the server</source>
        <translation>Ein Fehler des Servers</translation>
    </message>
</context>
<context>
    <name>syspulse::RefusedPane</name>
    <message>
        <source>Refused publishes and subscriptions</source>
        <translation>Abgelehnte Veröffentlichungen und Abonnements</translation>
    </message>
    <message>
        <source>No publish and no subscription was refused since the workers started.</source>
        <translation>Seit dem Start der Worker wurde keine Veröffentlichung und kein Abonnement abgelehnt.</translation>
    </message>
    <message>
        <source>Each worker keeps the last 100 publishes and subscriptions that were refused, without their payloads.</source>
        <translation>Jeder Worker behält die letzten 100 abgelehnten Veröffentlichungen und Abonnements, ohne Nutzdaten.</translation>
    </message>
</context>
<context>
    <name>syspulse::ReportDialog</name>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Letzte 24 Stunden</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Letzte 30 Tage</translation>
    </message>
    <message>
        <source>Last 60 days</source>
        <translation>Letzte 60 Tage</translation>
    </message>
    <message>
        <source>&amp;Time:</source>
        <translation>&amp;Zeit:</translation>
    </message>
    <message>
        <source>A report is about one instance. Connect to it first, or choose it among the instances.</source>
        <translation>Ein Bericht betrifft eine Instanz. Verbinden Sie sich zuerst mit ihr, oder wählen Sie sie unter den Instanzen.</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;Speichern…</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>HTML file (*.html)</source>
        <translation>HTML-Datei (*.html)</translation>
    </message>
    <message>
        <source>The report was saved to %1.</source>
        <translation>Der Bericht wurde unter %1 gespeichert.</translation>
    </message>
    <message>
        <source>HTML page</source>
        <translation>HTML-Seite</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>&amp;As:</source>
        <translation>&amp;Als:</translation>
    </message>
    <message>
        <source>PDF file (*.pdf)</source>
        <translation>PDF-Datei (*.pdf)</translation>
    </message>
    <message>
        <source>One file about %1, for every browser or for paper: charts with mean and range, notes, alerts, and updates that failed, from what SysPulse has kept on this computer. It holds no passwords.</source>
        <translation>Eine Datei über %1, für jeden Browser oder für Papier: Diagramme mit Mittelwert und Bereich, Notizen, Alarme und fehlgeschlagene Aktualisierungen, aus dem, was SysPulse auf diesem Rechner aufbewahrt hat. Sie enthält keine Passwörter.</translation>
    </message>
</context>
<context>
    <name>syspulse::ReportHtml</name>
    <message>
        <source>Instance</source>
        <translation>Instanz</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
</context>
<context>
    <name>syspulse::SampleCollector</name>
    <message>
        <source>The server does not tell when it was started, so its counters cannot be followed.</source>
        <translation>Der Server sagt nicht, wann er gestartet wurde; deshalb lassen sich seine Zähler nicht verfolgen.</translation>
    </message>
    <message>
        <source>The server does not tell its time.</source>
        <translation>Der Server nennt seine Uhrzeit nicht.</translation>
    </message>
    <message>
        <source>The broker was restarted: its counters start again.</source>
        <translation>Der Broker wurde neu gestartet: Seine Zähler beginnen von vorn.</translation>
    </message>
    <message>
        <source>The server&apos;s analytics are switched off (analytics.aggregatePeriod is -1): message counts are not known. Set it to 60 and restart the server.</source>
        <translation>Die Analytics des Servers sind abgeschaltet (analytics.aggregatePeriod ist -1): Nachrichtenzahlen sind nicht bekannt. Setzen Sie den Wert auf 60 und starten Sie den Server neu.</translation>
    </message>
    <message>
        <source>This server gives no older analytics: the counters start again from what it still has, about %1 minutes ago.</source>
        <translation>Dieser Server liefert keine älteren Analytics: Die Zähler beginnen neu mit dem, was er noch hat, vor etwa %1 Minuten.</translation>
    </message>
    <message>
        <source>What is older than %1 minutes was filled in from the server&apos;s one-minute sums, which may have holes: the counters are estimated until the broker restarts.</source>
        <translation>Was älter als %1 Minuten ist, wurde aus den Minutensummen des Servers ergänzt, die Lücken haben können: Die Zähler sind geschätzt, bis der Broker neu startet.</translation>
    </message>
</context>
<context>
    <name>syspulse::ScheduleBox</name>
    <message>
        <source>&amp;Quiet hours from</source>
        <translation>Ruhe&amp;zeit von</translation>
    </message>
    <message>
        <source>Begin of the quiet hours</source>
        <translation>Beginn der Ruhezeit</translation>
    </message>
    <message>
        <source>End of the quiet hours</source>
        <translation>Ende der Ruhezeit</translation>
    </message>
    <message>
        <source> s</source>
        <comment>seconds</comment>
        <translation> s</translation>
    </message>
    <message>
        <source>Seconds between two updates</source>
        <translation>Sekunden zwischen zwei Aktualisierungen</translation>
    </message>
    <message>
        <source>A time of each day, by the clock of this machine, in which nothing is written.
Another updater may write meanwhile. &quot;Run now&quot; writes all the same.</source>
        <translation>Eine Zeit an jedem Tag, nach der Uhr dieses Rechners, in der nichts geschrieben wird.
Ein anderer Updater darf währenddessen schreiben. „Jetzt ausführen“ schreibt trotzdem.</translation>
    </message>
    <message>
        <source>Update &amp;every</source>
        <translation>Aktualisieren all&amp;e</translation>
    </message>
    <message>
        <source>to</source>
        <comment>from one time to another</comment>
        <translation>bis</translation>
    </message>
    <message>
        <source>(%1 each day)</source>
        <extracomment>%1 is a duration such as 8 h</extracomment>
        <translation>(%1 pro Tag)</translation>
    </message>
    <message>
        <source>Both times are the same, so there are no quiet hours.</source>
        <translation>Beide Zeiten sind gleich, also gibt es keine Ruhezeit.</translation>
    </message>
    <message>
        <source>What a schedule costs is known after the first run.</source>
        <translation>Was ein Zeitplan kostet, ist nach dem ersten Lauf bekannt.</translation>
    </message>
    <message>
        <source>Until you apply the changes: about %1 record writes and %2 of audit log per day. Afterwards: %3</source>
        <extracomment>%1 writes per day, %2 an amount of bytes; then what the changes would cost</extracomment>
        <translation>Bis Sie die Änderungen anwenden: etwa %1 geschriebene Datensätze und %2 Audit-Log pro Tag. Danach: %3</translation>
    </message>
    <message>
        <source>The changes are not applied yet. %1</source>
        <translation>Die Änderungen sind noch nicht angewendet. %1</translation>
    </message>
    <message>
        <source>Estimated cost, going by the last run: about %1 record writes per day (%2 every %3) and %4 MQTT messages per day to each subscriber. The audit log grows by about %5 per day; the server keeps %6 days of it as delivered, about %7.</source>
        <extracomment>%1 writes per day, %2 records, %3 a duration such as 10 s, %4 messages per day, %5 and %7 amounts of bytes, %6 a number of days</extracomment>
        <translation>Geschätzte Kosten, ausgehend vom letzten Lauf: etwa %1 geschriebene Datensätze pro Tag (%2 alle %3) und %4 MQTT-Nachrichten pro Tag an jeden Abonnenten. Das Audit-Log wächst um etwa %5 pro Tag; im Auslieferungszustand hebt der Server %6 Tage davon auf, etwa %7.</translation>
    </message>
    <message>
        <source>Measure how fast the server a&amp;nswers, every %1 s</source>
        <translation>Ant&amp;wortdauer des Servers messen, alle %1 s</translation>
    </message>
    <message>
        <source>The canary makes about %1 short MQTT connections per day, with a message each that subscribers of %2 get too. At most %3 records change every %4: together with the messages, up to %5 of audit log per day.</source>
        <extracomment>%1 connections per day, %2 an MQTT topic filter, %3 records, %4 a duration such as 30 s, %5 an amount of bytes</extracomment>
        <translation>Der Canary baut pro Tag etwa %1 kurze MQTT-Verbindungen auf, jede mit einer Nachricht, die auch die Abonnenten von %2 erhalten. Höchstens %3 Datensätze ändern sich alle %4: zusammen mit den Nachrichten bis zu %5 Audit-Log pro Tag.</translation>
    </message>
    <message>
        <source>The canary: connects to MQTT as a client does, pings, sends itself a message that is not retained,
and asks the operations API who it is. The times are topics below %1.
The message makes no record, but subscribers of %2 see it and the audit log notes it.
Kept in the instance&apos;s profile.</source>
        <translation>Der Canary verbindet sich wie ein Client mit MQTT, sendet ein PINGREQ und sich selbst eine Nachricht ohne Retain
und fragt die Operations-API nach dem angemeldeten Benutzer. Die Zeiten sind Topics unter %1.
Aus der Nachricht wird kein Datensatz, aber Abonnenten von %2 sehen sie, und das Audit-Log vermerkt sie.
Wird im Profil der Instanz gespeichert.</translation>
    </message>
</context>
<context>
    <name>syspulse::SecretEye</name>
    <message>
        <source>Hide what was typed</source>
        <translation>Eingabe verbergen</translation>
    </message>
    <message>
        <source>Show what was typed</source>
        <translation>Eingabe zeigen</translation>
    </message>
</context>
<context>
    <name>syspulse::ServerLogModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Thread</source>
        <translation>Thread</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
</context>
<context>
    <name>syspulse::ServerLogPane</name>
    <message>
        <source>HarperDB&apos;s log</source>
        <translation>Protokoll von HarperDB</translation>
    </message>
    <message>
        <source>R&amp;efresh</source>
        <translation>Aktua&amp;lisieren</translation>
    </message>
    <message>
        <source>What is listed</source>
        <translation>Was aufgeführt ist</translation>
    </message>
    <message>
        <source>MQTT and logins</source>
        <translation>MQTT und Anmeldungen</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>Connect to an instance to read its server&apos;s log.</source>
        <translation>Verbinden Sie sich mit einer Instanz, um das Protokoll ihres Servers zu lesen.</translation>
    </message>
    <message>
        <source>C&amp;onnect…</source>
        <translation>Verbi&amp;nden…</translation>
    </message>
    <message>
        <source>Only super users may read the server&apos;s log</source>
        <translation>Nur Superuser dürfen das Protokoll des Servers lesen</translation>
    </message>
    <message>
        <source>HarperDB shows its log to super users only, and the user &quot;%1&quot; is not one. Connect as a super user to read it here.</source>
        <extracomment>%1 is the name of a user</extracomment>
        <translation>HarperDB zeigt sein Protokoll nur Superusern, und der Benutzer „%1“ ist keiner. Verbinden Sie sich als Superuser, um es hier zu lesen.</translation>
    </message>
    <message>
        <source>The server&apos;s log cannot be read</source>
        <translation>Das Protokoll des Servers lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>The log is read as soon as the instance answers again.</source>
        <translation>Das Protokoll wird gelesen, sobald die Instanz wieder antwortet.</translation>
    </message>
    <message>
        <source>Reading the server&apos;s log</source>
        <translation>Das Protokoll des Servers wird gelesen</translation>
    </message>
    <message>
        <source>Its newest entries show within a few seconds.</source>
        <translation>Seine neuesten Einträge erscheinen in wenigen Sekunden.</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies), the newest of the server&apos;s log, read %1. Times are those of this computer.</source>
        <extracomment>%1 is an age such as 4 s ago; %n is a number of entries</extracomment>
        <translation>
            <numerusform>%n Eintrag, der neueste des Server-Protokolls, gelesen %1. Zeiten sind die dieses Rechners.</numerusform>
            <numerusform>%n Einträge, die neuesten des Server-Protokolls, gelesen %1. Zeiten sind die dieses Rechners.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>syspulse::ServiceBox</name>
    <message>
        <source>Start service</source>
        <translation>Dienst starten</translation>
    </message>
    <message>
        <source>Stop service</source>
        <translation>Dienst stoppen</translation>
    </message>
    <message>
        <source>Re&amp;move service</source>
        <translation>Dienst ent&amp;fernen</translation>
    </message>
    <message>
        <source>Background service</source>
        <translation>Hintergrunddienst</translation>
    </message>
    <message>
        <source>A background service on this machine starts to write the values.</source>
        <translation>Ein Hintergrunddienst auf diesem Rechner beginnt, die Werte zu schreiben.</translation>
    </message>
    <message>
        <source>Connect to an instance to have a service keep its values current.</source>
        <translation>Verbinden Sie sich mit einer Instanz, damit ein Dienst ihre Werte aktuell halten kann.</translation>
    </message>
    <message>
        <source>A service can run for an instance that is kept as a profile, with its password in the system&apos;s keychain. Both can be chosen in the connect dialog.</source>
        <translation>Ein Dienst kann für eine Instanz laufen, die als Profil behalten wird und deren Passwort im Schlüsselbund des Systems liegt. Beides lässt sich im Verbindungsdialog wählen.</translation>
    </message>
    <message>
        <source>The profile has an id that cannot be part of a service&apos;s name. Make a new profile for the instance in the connect dialog.</source>
        <translation>Das Profil hat eine ID, die nicht Teil des Namens eines Dienstes sein kann. Legen Sie im Verbindungsdialog ein neues Profil für die Instanz an.</translation>
    </message>
    <message>
        <source>The service takes the password from the system&apos;s keychain. Choose in the connect dialog to keep the password of this profile.</source>
        <translation>Der Dienst nimmt das Passwort aus dem Schlüsselbund des Systems. Wählen Sie im Verbindungsdialog, dass das Passwort dieses Profils aufbewahrt wird.</translation>
    </message>
    <message>
        <source>The program syspulsectl, which the service runs, is neither beside this one nor in the PATH. Install it.</source>
        <translation>Das Programm syspulsectl, das der Dienst ausführt, liegt weder neben diesem noch im PATH. Installieren Sie es.</translation>
    </message>
    <message>
        <source>not available</source>
        <translation>nicht verfügbar</translation>
    </message>
    <message>
        <source>not installed</source>
        <translation>nicht installiert</translation>
    </message>
    <message>
        <source>stopped, starts with your next login</source>
        <translation>gestoppt, startet mit Ihrer nächsten Anmeldung</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>gestoppt</translation>
    </message>
    <message>
        <source>starting. %1</source>
        <extracomment>%1 is what the service said last</extracomment>
        <translation>startet. %1</translation>
    </message>
    <message>
        <source>running since %1</source>
        <extracomment>%1 is date and time</extracomment>
        <translation>läuft seit %1</translation>
    </message>
    <message>
        <source>failed. %1</source>
        <extracomment>%1 is what the service said last</extracomment>
        <translation>fehlgeschlagen. %1</translation>
    </message>
    <message>
        <source>Keeps the values current without a window, with the schedule above, while you are logged in.</source>
        <translation>Hält die Werte ohne Fenster aktuell, nach dem Zeitplan oben, solange Sie angemeldet sind.</translation>
    </message>
    <message>
        <source>Runs while you are logged in; &quot;loginctl enable-linger&quot; lets it run without a login. Install it again to have it use the schedule above. Its log: journalctl --user -u %1</source>
        <extracomment>%1 is the name of a unit; both commands stay as they are</extracomment>
        <translation>Läuft, solange Sie angemeldet sind; mit „loginctl enable-linger“ läuft er auch ohne Anmeldung. Installieren Sie ihn neu, damit er den Zeitplan oben verwendet. Sein Protokoll: journalctl --user -u %1</translation>
    </message>
    <message>
        <source>Install aga&amp;in</source>
        <translation>Neu insta&amp;llieren</translation>
    </message>
    <message>
        <source>&amp;Install and start</source>
        <translation>Insta&amp;llieren und starten</translation>
    </message>
    <message>
        <source>No systemd of your user answers that could run a service. &quot;syspulsectl run&quot; can be started by other means. %1</source>
        <extracomment>%1 says why</extracomment>
        <translation>Es antwortet kein systemd Ihres Benutzers, das einen Dienst ausführen könnte. „syspulsectl run“ lässt sich auf andere Weise starten. %1</translation>
    </message>
</context>
<context>
    <name>syspulse::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source> day</source>
        <translation> Tag</translation>
    </message>
    <message>
        <source> days</source>
        <translation> Tage</translation>
    </message>
    <message>
        <source> MiB</source>
        <translation> MiB</translation>
    </message>
    <message>
        <source>History on this computer</source>
        <translation>Verlauf auf diesem Rechner</translation>
    </message>
    <message>
        <source>Keep s&amp;amples as they came for</source>
        <translation>&amp;Einzelwerte behalten für</translation>
    </message>
    <message>
        <source>Keep one-&amp;minute values for</source>
        <translation>&amp;Minutenwerte behalten für</translation>
    </message>
    <message>
        <source>Keep one-&amp;hour values for</source>
        <translation>&amp;Stundenwerte behalten für</translation>
    </message>
    <message>
        <source>&amp;Use at most</source>
        <translation>&amp;Höchstens belegen</translation>
    </message>
    <message>
        <source>Charts go on where they ended when SysPulse was closed. One-minute and one-hour values keep minimum, maximum, mean and last. What is older, or does not fit, is removed, the oldest first.</source>
        <translation>Diagramme gehen dort weiter, wo sie beim Schließen von SysPulse endeten. Minuten- und Stundenwerte enthalten Minimum, Maximum, Mittelwert und letzten Wert. Was älter ist oder nicht mehr passt, wird entfernt, das Älteste zuerst.</translation>
    </message>
    <message>
        <source>File: %1</source>
        <translation>Datei: %1</translation>
    </message>
    <message>
        <source>&amp;Delete its diary…</source>
        <translation>Tagebuch lös&amp;chen…</translation>
    </message>
    <message>
        <source>Delete a&amp;ll diaries…</source>
        <translation>&amp;Alle Tagebücher löschen…</translation>
    </message>
    <message>
        <source>&amp;Of it for diaries of clients</source>
        <translation>&amp;Davon für Tagebücher der Clients</translation>
    </message>
    <message>
        <source>Diary of the clients</source>
        <translation>Tagebuch der Clients</translation>
    </message>
    <message>
        <source>&amp;Keep a diary of %1</source>
        <extracomment>%1 is the name of a profile, or host:port</extracomment>
        <translation>&amp;Tagebuch von %1 führen</translation>
    </message>
    <message>
        <source>Possible once the instance has been connected.</source>
        <translation>Möglich, sobald die Instanz einmal verbunden war.</translation>
    </message>
    <message>
        <source>Who comes and goes while an instance is connected in this window, with client ID, user and address. The choice is kept in the profile; without one it counts until SysPulse is closed.</source>
        <translation>Wer kommt und geht, solange eine Instanz in diesem Fenster verbunden ist, mit Client-ID, Benutzer und Adresse. Die Wahl steht im Profil; ohne Profil gilt sie, bis SysPulse beendet wird.</translation>
    </message>
    <message>
        <source>Who came and went on any instance is removed from this computer&apos;s history. It cannot be brought back. Charts, alerts and notes stay.</source>
        <translation>Wer auf irgendeiner Instanz kam und ging, wird aus dem Verlauf auf diesem Rechner gelöscht und lässt sich nicht zurückholen. Diagramme, Alarme und Notizen bleiben.</translation>
    </message>
    <message>
        <source>Who came and went on this instance is removed from this computer&apos;s history. It cannot be brought back. Charts, alerts and notes stay.</source>
        <translation>Wer auf dieser Instanz kam und ging, wird aus dem Verlauf auf diesem Rechner gelöscht und lässt sich nicht zurückholen. Diagramme, Alarme und Notizen bleiben.</translation>
    </message>
    <message>
        <source>Delete the diaries of all instances?</source>
        <translation>Die Tagebücher aller Instanzen löschen?</translation>
    </message>
    <message>
        <source>Delete the diary of %1?</source>
        <translation>Das Tagebuch von %1 löschen?</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>It was deleted.</source>
        <translation>Es wurde gelöscht.</translation>
    </message>
</context>
<context>
    <name>syspulse::SetupChoicesBox</name>
    <message>
        <source>Keep the values &amp;current in the server while no updater runs</source>
        <translation>&amp;Werte im Server aktuell halten, solange kein Updater läuft</translation>
    </message>
    <message>
        <source>The component writes the values by itself, so that they stay current when every window is closed. An updater that is started takes over from it, and gives back when it stops.</source>
        <translation>Die Komponente schreibt die Werte selbst, sodass sie auch aktuell bleiben, wenn alle Fenster geschlossen sind. Ein Updater, der gestartet wird, übernimmt von ihr und gibt an sie zurück, wenn er endet.</translation>
    </message>
    <message>
        <source>Flat: sys/broker_uptime</source>
        <translation>Flach: sys/broker_uptime</translation>
    </message>
    <message>
        <source>Hierarchical: sys/broker/uptime</source>
        <translation>Hierarchisch: sys/broker/uptime</translation>
    </message>
    <message>
        <source>How the records of the table are named. Hierarchical ids let clients subscribe to parts of the table, such as sys/broker/clients/#. $SYS topics are the same with both.</source>
        <translation>Wie die Datensätze der Tabelle heißen. Mit hierarchischen IDs können Clients Teile der Tabelle abonnieren, etwa sys/broker/clients/#. Die $SYS-Topics sind bei beiden gleich.</translation>
    </message>
    <message>
        <source>&amp;Record ids:</source>
        <translation>Datensat&amp;z-IDs:</translation>
    </message>
    <message>
        <source>Create a role for users who only wa&amp;tch</source>
        <translation>Rolle für Benutzer anlegen, die nur zu&amp;sehen</translation>
    </message>
    <message>
        <source>Create a ro&amp;le for updaters</source>
        <translation>Ro&amp;lle für Updater anlegen</translation>
    </message>
    <message>
        <source>The role &quot;%1&quot; may read what this window shows, over HTTP and MQTT, and nothing else. You make the users that have it.</source>
        <extracomment>%1 is the name of a role</extracomment>
        <translation>Die Rolle „%1“ darf über HTTP und MQTT lesen, was dieses Fenster zeigt, sonst nichts. Die Benutzer, die sie haben, legen Sie an.</translation>
    </message>
    <message>
        <source>The role &quot;%1&quot; has just the rights that an updater needs, so that none has to have a super user&apos;s password. You make the users that have it.</source>
        <translation>Die Rolle „%1“ hat genau die Rechte, die ein Updater braucht, sodass keiner das Passwort eines Superusers haben muss. Die Benutzer, die sie haben, legen Sie an.</translation>
    </message>
    <message>
        <source>It is there; undoing the setup removes it unless a user has it.</source>
        <translation>Sie ist vorhanden; das Rückgängigmachen der Einrichtung entfernt sie, sofern kein Benutzer sie hat.</translation>
    </message>
</context>
<context>
    <name>syspulse::SetupPage</name>
    <message>
        <source>$SYS topics on this instance</source>
        <translation>$SYS-Topics auf dieser Instanz</translation>
    </message>
    <message>
        <source>Check a&amp;gain</source>
        <translation>Erneut &amp;prüfen</translation>
    </message>
    <message>
        <source>Run the &amp;proof again</source>
        <translation>&amp;Nachweis wiederholen</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>Abbre&amp;chen</translation>
    </message>
    <message>
        <source>Und&amp;o the setup…</source>
        <translation>Einrichtun&amp;g rückgängig machen…</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>A test record is written and removed again.</source>
        <translation>Ein Testdatensatz wird geschrieben und wieder entfernt.</translation>
    </message>
    <message>
        <source>The steps that are marked as to do are carried out; MQTT clients are cut for some seconds if its workers have to restart.</source>
        <translation>Die als offen markierten Schritte werden ausgeführt; MQTT-Clients werden für einige Sekunden getrennt, wenn die Worker neu starten müssen.</translation>
    </message>
    <message>
        <source>Replace files that were changed by hand?</source>
        <translation>Von Hand geänderte Dateien ersetzen?</translation>
    </message>
    <message>
        <source>Somebody changed these files of the component after SysPulse installed them: %1. Their work is lost when the files are replaced. &quot;Show changes&quot; in the list of steps tells what it is.</source>
        <extracomment>%1 is a list of file names</extracomment>
        <translation>Diese Dateien der Komponente wurden geändert, nachdem SysPulse sie installiert hatte: %1. Diese Arbeit geht verloren, wenn die Dateien ersetzt werden. „Änderungen anzeigen“ in der Liste der Schritte sagt, was es ist.</translation>
    </message>
    <message>
        <source>&amp;Replace the files</source>
        <translation>Dateien &amp;ersetzen</translation>
    </message>
    <message>
        <source>Undo the setup?</source>
        <translation>Einrichtung rückgängig machen?</translation>
    </message>
    <message>
        <source>&amp;Undo the setup</source>
        <translation>Einrichtung &amp;rückgängig machen</translation>
    </message>
    <message>
        <source>The setup was undone. The instance is as it was before.</source>
        <translation>Die Einrichtung wurde rückgängig gemacht. Die Instanz ist wie zuvor.</translation>
    </message>
    <message>
        <source>The instance is set up.</source>
        <translation>Die Instanz ist eingerichtet.</translation>
    </message>
    <message>
        <source>The instance is set up. %1</source>
        <translation>Die Instanz ist eingerichtet. %1</translation>
    </message>
    <message>
        <source>Connect to an instance to see what it has and what would be added.</source>
        <translation>Verbinden Sie sich mit einer Instanz, um zu sehen, was sie hat und was hinzukäme.</translation>
    </message>
    <message>
        <source>Looking at what is on the instance. Nothing is changed.</source>
        <translation>Es wird nachgesehen, was auf der Instanz ist. Geändert wird nichts.</translation>
    </message>
    <message>
        <source>Setting up the instance. MQTT clients are cut for some seconds if its workers have to restart.</source>
        <translation>Die Instanz wird eingerichtet. MQTT-Clients werden für einige Sekunden getrennt, wenn die Worker neu starten müssen.</translation>
    </message>
    <message>
        <source>Removing what SysPulse made.</source>
        <translation>Was SysPulse angelegt hat, wird entfernt.</translation>
    </message>
    <message>
        <source>Nothing is known about this instance yet.</source>
        <translation>Über diese Instanz ist noch nichts bekannt.</translation>
    </message>
    <message>
        <source>Something is in the way. Nothing will be changed until it is resolved; see the blocked step.</source>
        <translation>Etwas ist im Weg. Bis das geklärt ist, wird nichts geändert; siehe den blockierten Schritt.</translation>
    </message>
    <message>
        <source>Everything is in place.</source>
        <translation>Alles ist vorhanden.</translation>
    </message>
    <message>
        <source>Upgrade this &amp;instance</source>
        <translation>Diese &amp;Instanz aktualisieren</translation>
    </message>
    <message>
        <source>&amp;Set up this instance</source>
        <translation>Diese &amp;Instanz einrichten</translation>
    </message>
    <message>
        <source>Removes everything that SysPulse made on this instance.</source>
        <translation>Entfernt alles, was SysPulse auf dieser Instanz angelegt hat.</translation>
    </message>
    <message>
        <source>It is not known what SysPulse made on this instance.</source>
        <translation>Es ist nicht bekannt, was SysPulse auf dieser Instanz angelegt hat.</translation>
    </message>
    <message>
        <source>There is nothing of SysPulse on this instance that could be removed.</source>
        <translation>Auf dieser Instanz gibt es nichts von SysPulse, das entfernt werden könnte.</translation>
    </message>
    <message>
        <source>Chec&amp;k again</source>
        <translation>Erneut prü&amp;fen</translation>
    </message>
    <message>
        <source>Chec&amp;k this instance</source>
        <translation>Diese &amp;Instanz prüfen</translation>
    </message>
    <message>
        <source>Steps that are marked as done are in place; the others will be carried out, and all of it can be undone.</source>
        <translation>Als erledigt markierte Schritte sind vorhanden; die übrigen werden ausgeführt, und alles lässt sich rückgängig machen.</translation>
    </message>
    <message>
        <source>Afterwards the server keeps the values current by itself.</source>
        <translation>Danach hält der Server die Werte selbst aktuell.</translation>
    </message>
    <message>
        <source>Afterwards the updater starts with an interval of %1 s.</source>
        <translation>Danach startet der Updater mit einem Intervall von %1 s.</translation>
    </message>
    <message>
        <source>Chang&amp;e the settings</source>
        <translation>&amp;Einstellungen ändern</translation>
    </message>
    <message>
        <source>Below is what was found before that.</source>
        <translation>Darunter steht, was davor gefunden wurde.</translation>
    </message>
    <message>
        <source>The updater is stopped, and the $SYS topics end. %1 Everything else stays as it is. The instance restarts its workers, which cuts MQTT clients for some seconds.</source>
        <extracomment>%1 is one sentence or more that names what is removed</extracomment>
        <translation>Der Updater wird gestoppt, und die $SYS-Topics enden. %1 Alles andere bleibt, wie es ist. Die Instanz startet ihre Worker neu, was MQTT-Clients für einige Sekunden trennt.</translation>
    </message>
    <message>
        <source>Show the c&amp;harts</source>
        <translation>&amp;Diagramme zeigen</translation>
    </message>
    <message>
        <source>Everything is in place. &quot;Run the proof again&quot; goes through the steps with a dash.</source>
        <translation>Alles ist vorhanden. „Nachweis wiederholen“ geht die Schritte mit Strich durch.</translation>
    </message>
    <message>
        <source>The setup was undone. %1</source>
        <translation>Die Einrichtung wurde rückgängig gemacht. %1</translation>
    </message>
</context>
<context>
    <name>syspulse::SetupPlan</name>
    <message>
        <source>Check access</source>
        <translation>Zugang prüfen</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a super user. Setting up needs one: it installs a component, and the broker&apos;s numbers are readable by super users only.</source>
        <translation>„%1“ ist kein Superuser. Die Einrichtung braucht einen: Sie installiert eine Komponente, und die Zahlen des Brokers sind nur für Superuser lesbar.</translation>
    </message>
    <message>
        <source>MQTT is switched off on this server: set mqtt.network.port first.</source>
        <translation>MQTT ist auf diesem Server abgeschaltet: Setzen Sie zuerst mqtt.network.port.</translation>
    </message>
    <message>
        <source>changes %1</source>
        <translation>ändert %1</translation>
    </message>
    <message>
        <source>adds %1</source>
        <translation>ergänzt %1</translation>
    </message>
    <message>
        <source>removes %1</source>
        <translation>entfernt %1</translation>
    </message>
    <message>
        <source>Install the component</source>
        <translation>Komponente installieren</translation>
    </message>
    <message>
        <source>of an unknown version</source>
        <translation>unbekannter Version</translation>
    </message>
    <message>
        <source>Puts %1 into the new component &quot;%2&quot;.</source>
        <translation>Legt %1 in der neuen Komponente „%2“ ab.</translation>
    </message>
    <message>
        <source>There is a component &quot;%1&quot; that SysPulse did not make. Rename or remove it first.</source>
        <translation>Es gibt eine Komponente „%1“, die nicht von SysPulse stammt. Benennen Sie sie zuerst um oder entfernen Sie sie.</translation>
    </message>
    <message>
        <source>The component &quot;%1&quot; is installed and up to date (%2).</source>
        <translation>Die Komponente „%1“ ist installiert und aktuell (%2).</translation>
    </message>
    <message>
        <source>The component &quot;%1&quot; is newer (%2) than the one in this program (%3), so it is left alone. Update this program to make use of it.</source>
        <translation>Die Komponente „%1“ ist neuer (%2) als die in diesem Programm (%3) und bleibt deshalb unverändert. Aktualisieren Sie dieses Programm, um sie zu nutzen.</translation>
    </message>
    <message>
        <source>Replace the component</source>
        <translation>Komponente ersetzen</translation>
    </message>
    <message>
        <source>Upgrade the component</source>
        <translation>Komponente aktualisieren</translation>
    </message>
    <message>
        <source>The component &quot;%1&quot; is %2; this program has %3.</source>
        <translation>Die Komponente „%1“ ist %2; dieses Programm enthält %3.</translation>
    </message>
    <message>
        <source>These files were changed by hand since, and that work would be lost: %1. Look at the changes before you go on.</source>
        <translation>Diese Dateien wurden seitdem von Hand geändert, und diese Arbeit ginge verloren: %1. Sehen Sie sich die Änderungen an, bevor Sie fortfahren.</translation>
    </message>
    <message>
        <source>This step %1. If the new files do not load, the old ones are put back.</source>
        <translation>Dieser Schritt %1. Wenn die neuen Dateien nicht laden, werden die alten zurückgelegt.</translation>
    </message>
    <message>
        <source>Create the tables</source>
        <translation>Tabellen anlegen</translation>
    </message>
    <message>
        <source>There is a table &quot;%1.%2&quot; that SysPulse did not make, so it is left alone. Rename or drop it if it is no longer needed, then check again.</source>
        <translation>Es gibt eine Tabelle „%1.%2“, die nicht von SysPulse stammt und deshalb unverändert bleibt. Benennen Sie sie um oder löschen Sie sie, falls sie nicht mehr gebraucht wird, und prüfen Sie dann erneut.</translation>
    </message>
    <message>
        <source>The tables %1 exist; &quot;%2&quot; has %3 records.</source>
        <translation>Die Tabellen %1 sind vorhanden; „%2“ hat %3 Datensätze.</translation>
    </message>
    <message>
        <source>The component&apos;s schema creates %1 when it loads. &quot;%2&quot; and &quot;%3&quot; are exported, so that sys/#, $SYS/# and the list of clients can be subscribed to; the others are not.</source>
        <translation>Das Schema der Komponente legt beim Laden %1 an. „%2“ und „%3“ werden exportiert, damit sys/#, $SYS/# und die Liste der Clients abonniert werden können; die anderen nicht.</translation>
    </message>
    <message>
        <source>Restart the workers</source>
        <translation>Worker neu starten</translation>
    </message>
    <message>
        <source>Loads the component. HTTP, operations and MQTT refuse connections for about 2 s, and MQTT clients are cut once within 6 s and reconnect.</source>
        <translation>Lädt die Komponente. HTTP, Operations-API und MQTT nehmen etwa 2 s lang keine Verbindungen an; MQTT-Clients werden innerhalb von 6 s einmal getrennt und verbinden sich wieder.</translation>
    </message>
    <message>
        <source>The component is loaded on all workers.</source>
        <translation>Die Komponente ist auf allen Workern geladen.</translation>
    </message>
    <message>
        <source>Note what was made</source>
        <translation>Festhalten, was angelegt wurde</translation>
    </message>
    <message>
        <source>A record in &quot;%1&quot; says what SysPulse made, so that undo removes exactly that.</source>
        <translation>Ein Datensatz in „%1“ hält fest, was SysPulse angelegt hat, damit das Rückgängigmachen genau das entfernt.</translation>
    </message>
    <message>
        <source>Write the first values</source>
        <translation>Erste Werte schreiben</translation>
    </message>
    <message>
        <source>Runs the updater once.</source>
        <translation>Führt den Updater einmal aus.</translation>
    </message>
    <message>
        <source>Prove it over MQTT</source>
        <translation>Über MQTT nachweisen</translation>
    </message>
    <message>
        <source>Subscribes to both trees, writes a test record and waits for its arrival on both.</source>
        <translation>Abonniert beide Bäume, schreibt einen Testdatensatz und wartet, bis er auf beiden ankommt.</translation>
    </message>
    <message>
        <source>While no updater runs, it keeps the values current from inside the server.</source>
        <translation>Solange kein Updater läuft, hält sie die Werte im Server selbst aktuell.</translation>
    </message>
    <message>
        <source>The values are kept current by updaters only.</source>
        <translation>Die Werte werden nur von Updatern aktuell gehalten.</translation>
    </message>
    <message>
        <source>Change the component&apos;s settings</source>
        <translation>Einstellungen der Komponente ändern</translation>
    </message>
    <message>
        <source>This step %1.</source>
        <translation>Dieser Schritt %1.</translation>
    </message>
    <message>
        <source>Not needed: the component reads its settings again by itself.</source>
        <translation>Nicht nötig: Die Komponente liest ihre Einstellungen selbst neu ein.</translation>
    </message>
    <message>
        <source>Analytics are switched off on this server (analytics.aggregatePeriod is -1): messages and bytes are known from when the component begins to count; memory use will stay unknown.</source>
        <translation>Die Analytics sind auf diesem Server abgeschaltet (analytics.aggregatePeriod ist -1): Nachrichten und Bytes sind bekannt, sobald die Komponente zu zählen beginnt; der Speicherverbrauch bleibt unbekannt.</translation>
    </message>
    <message>
        <source>Give the records other ids</source>
        <translation>Den Datensätzen andere IDs geben</translation>
    </message>
    <message>
        <source>Writes all records again, %1 instead of %2, and then removes those of before. Who subscribes to single records below %3 must subscribe to the new ids; $SYS topics stay as they are. Choosing the other ids again takes it back.</source>
        <translation>Schreibt alle Datensätze neu, %1 statt %2, und entfernt danach die bisherigen. Wer einzelne Datensätze unter %3 abonniert, muss die neuen IDs abonnieren; $SYS-Topics bleiben, wie sie sind. Die andere Wahl macht es rückgängig.</translation>
    </message>
    <message>
        <source>Totals, the right to write and the note of what SysPulse made move from &quot;%1&quot;, where an earlier version kept them, to &quot;%2&quot;; then &quot;%1&quot; is removed.</source>
        <translation>Summen, Schreibrecht und der Vermerk, was SysPulse angelegt hat, ziehen von „%1“, wo eine frühere Version sie hielt, nach „%2“ um; danach wird „%1“ entfernt.</translation>
    </message>
    <message>
        <source>Take over the state</source>
        <translation>Zustand übernehmen</translation>
    </message>
    <message>
        <source>%1, logged in as &quot;%2&quot; (super user).</source>
        <translation>%1, angemeldet als „%2“ (Superuser).</translation>
    </message>
    <message>
        <source>Loads the component. The workers (%1) restart one after the other, about 5 s each; the MQTT clients of each are cut once and reconnect.</source>
        <translation>Lädt die Komponente. Die Worker (%1) starten nacheinander neu, jeder braucht etwa 5 s; die MQTT-Clients jedes Workers werden einmal getrennt und verbinden sich neu.</translation>
    </message>
    <message>
        <source>An updater does not need a super user here: the role &quot;syspulse_updater&quot; can be created, which has no more rights than it needs.</source>
        <translation>Zum Aktualisieren ist hier kein Superuser nötig: Dafür lässt sich die Rolle „syspulse_updater“ anlegen, die nur die nötigen Rechte hat.</translation>
    </message>
</context>
<context>
    <name>syspulse::SetupRemovable</name>
    <message>
        <source>The component &quot;%1&quot; is removed.</source>
        <translation>Die Komponente „%1“ wird entfernt.</translation>
    </message>
    <message>
        <source>These tables are removed with all their records: %1.</source>
        <translation>Diese Tabellen werden mit allen Datensätzen entfernt: %1.</translation>
    </message>
    <message>
        <source>The database &quot;%1&quot;, which SysPulse made, goes too if nothing else is in it.</source>
        <translation>Auch die Datenbank „%1“, die SysPulse angelegt hat, wird entfernt, wenn sonst nichts darin ist.</translation>
    </message>
    <message>
        <source>These roles, which SysPulse made, go too unless a user has them: %1.</source>
        <translation>Auch diese Rollen, die SysPulse angelegt hat, werden entfernt, sofern kein Benutzer sie hat: %1.</translation>
    </message>
</context>
<context>
    <name>syspulse::SetupRoles</name>
    <message>
        <source>Create the role for readers</source>
        <translation>Rolle für Leser anlegen</translation>
    </message>
    <message>
        <source>Create the role for updaters</source>
        <translation>Rolle für Updater anlegen</translation>
    </message>
    <message>
        <source>&quot;%1&quot; may read %2 over HTTP and MQTT, and nothing else.</source>
        <extracomment>%1 is the name of a role, %2 a list of tables</extracomment>
        <translation>„%1“ darf %2 über HTTP und MQTT lesen, sonst nichts.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; may read %2, write %3, read the server&apos;s analytics and persistent sessions, and call nothing but these operations: %4.</source>
        <extracomment>%1 is the name of a role, %2 and %3 lists of tables, %4 a list of operations</extracomment>
        <translation>„%1“ darf %2 lesen, %3 schreiben, die Analytics und die dauerhaften Sitzungen des Servers lesen und nur diese Operationen aufrufen: %4.</translation>
    </message>
    <message>
        <source>%1 cannot have a role for updaters: what one asks for, it tells super users only. Where no super user&apos;s password shall be kept, let the server keep the values current by itself.</source>
        <translation>%1 kann keine Rolle für Updater haben: Was einer abfragt, gibt es dort nur für Superuser. Wo kein Passwort eines Superusers gespeichert werden soll, lassen Sie den Server die Werte selbst aktuell halten.</translation>
    </message>
    <message>
        <source>Users are yours to make: give &quot;%1&quot; to one in HarperDB Studio, or with the operation %2.</source>
        <extracomment>%1 is the name of a role, %2 a request in JSON with the placeholders NAME and PASSWORD</extracomment>
        <translation>Benutzer legen Sie selbst an: Geben Sie ihnen „%1“ in HarperDB Studio oder mit der Operation %2.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is created once the state of an earlier version was taken over: set up again then.</source>
        <translation>„%1“ wird angelegt, sobald der Zustand einer früheren Version übernommen ist: Richten Sie danach noch einmal ein.</translation>
    </message>
    <message>
        <source>The role &quot;%1&quot; exists.</source>
        <translation>Die Rolle „%1“ ist vorhanden.</translation>
    </message>
    <message>
        <source>There is a role &quot;%1&quot; with just these rights that SysPulse did not make: it can be used, and undo leaves it.</source>
        <translation>Es gibt eine Rolle „%1“ mit genau diesen Rechten, die nicht von SysPulse stammt: Sie lässt sich verwenden, und das Rückgängigmachen lässt sie stehen.</translation>
    </message>
    <message>
        <source>Renew the role for readers</source>
        <translation>Rolle für Leser erneuern</translation>
    </message>
    <message>
        <source>Renew the role for updaters</source>
        <translation>Rolle für Updater erneuern</translation>
    </message>
    <message>
        <source>An earlier version gave &quot;%1&quot; other rights.</source>
        <translation>Eine frühere Version hat „%1“ andere Rechte gegeben.</translation>
    </message>
    <message>
        <source>Somebody gave &quot;%1&quot; other rights after SysPulse had made it, so it is left alone. Drop it and set up again to get it anew.</source>
        <translation>Der Rolle „%1“ hat jemand andere Rechte gegeben, nachdem SysPulse sie angelegt hatte; sie bleibt daher unberührt. Löschen Sie sie und richten Sie noch einmal ein, um sie neu zu bekommen.</translation>
    </message>
    <message>
        <source>There is a role &quot;%1&quot; that SysPulse did not make, with other rights, so it is left alone. Rename or drop it and set up again to get that of SysPulse.</source>
        <translation>Es gibt eine Rolle „%1“ mit anderen Rechten, die nicht von SysPulse stammt; sie bleibt daher unberührt. Benennen Sie sie um oder löschen Sie sie und richten Sie noch einmal ein, um die von SysPulse zu bekommen.</translation>
    </message>
</context>
<context>
    <name>syspulse::SetupRunner</name>
    <message>
        <source>Cancelled before anything was changed.</source>
        <translation>Abgebrochen, bevor etwas geändert wurde.</translation>
    </message>
    <message>
        <source>Cancelled at &quot;%1&quot;. What was done before stays; set up again to complete it, or undo.</source>
        <translation>Abgebrochen bei „%1“. Was vorher geschah, bleibt; richten Sie erneut ein, um es abzuschließen, oder machen Sie es rückgängig.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; failed. %2</source>
        <translation>„%1“ ist fehlgeschlagen. %2</translation>
    </message>
    <message>
        <source>The component &quot;%1&quot; %2 is installed.</source>
        <translation>Die Komponente „%1“ %2 ist installiert.</translation>
    </message>
    <message>
        <source>The workers run without the component.</source>
        <translation>Die Worker laufen ohne die Komponente.</translation>
    </message>
    <message>
        <source>The workers are back and have loaded the component.</source>
        <translation>Die Worker sind wieder da und haben die Komponente geladen.</translation>
    </message>
    <message>
        <source>It failed (%1). Putting back what was there before ...</source>
        <translation>Fehlgeschlagen (%1). Der vorherige Zustand wird wiederhergestellt…</translation>
    </message>
    <message>
        <source>The component was removed again.</source>
        <translation>Die Komponente wurde wieder entfernt.</translation>
    </message>
    <message>
        <source>Removing the component again failed too (%1): the component &quot;%2&quot; is left on the server and loads with its next restart.</source>
        <translation>Auch das Entfernen der Komponente ist fehlgeschlagen (%1): Die Komponente „%2“ bleibt auf dem Server und wird bei seinem nächsten Neustart geladen.</translation>
    </message>
    <message>
        <source>The component that was there before is back.</source>
        <translation>Die vorherige Komponente ist wieder da.</translation>
    </message>
    <message>
        <source>The files that were there before are back, but did not load either.</source>
        <translation>Die vorherigen Dateien sind wieder da, wurden aber auch nicht geladen.</translation>
    </message>
    <message>
        <source>Putting back the old component failed too (%1): set up again once the server is back.</source>
        <translation>Auch das Zurücklegen der alten Komponente ist fehlgeschlagen (%1): Richten Sie erneut ein, sobald der Server wieder da ist.</translation>
    </message>
    <message>
        <source>The component was loaded, but these tables are missing: %1. Look at the server&apos;s log.</source>
        <translation>Die Komponente wurde geladen, aber diese Tabellen fehlen: %1. Sehen Sie im Protokoll des Servers nach.</translation>
    </message>
    <message>
        <source>The tables %1 exist.</source>
        <translation>Die Tabellen %1 sind vorhanden.</translation>
    </message>
    <message>
        <source>The server has a note of what SysPulse made.</source>
        <translation>Auf dem Server ist festgehalten, was SysPulse angelegt hat.</translation>
    </message>
    <message>
        <source>Records written: %1.</source>
        <translation>Geschriebene Datensätze: %1.</translation>
    </message>
    <message>
        <source>Another updater keeps the values current: %1.</source>
        <translation>Ein anderer Updater hält die Werte aktuell: %1.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a super user. Taking the setup back needs one.</source>
        <translation>„%1“ ist kein Superuser. Das Rückgängigmachen der Einrichtung braucht einen.</translation>
    </message>
    <message>
        <source>Remove the component</source>
        <translation>Komponente entfernen</translation>
    </message>
    <message>
        <source>Removes the component &quot;%1&quot;.</source>
        <translation>Entfernt die Komponente „%1“.</translation>
    </message>
    <message>
        <source>Restart the workers</source>
        <translation>Worker neu starten</translation>
    </message>
    <message>
        <source>Ends the export of both trees.</source>
        <translation>Beendet den Export beider Bäume.</translation>
    </message>
    <message>
        <source>Remove the tables</source>
        <translation>Tabellen entfernen</translation>
    </message>
    <message>
        <source>Removes from &quot;%1&quot;: %2.</source>
        <translation>Entfernt aus „%1“: %2.</translation>
    </message>
    <message>
        <source>The component &quot;%1&quot; is removed.</source>
        <translation>Die Komponente „%1“ ist entfernt.</translation>
    </message>
    <message>
        <source>The tables are removed.</source>
        <translation>Die Tabellen sind entfernt.</translation>
    </message>
    <message>
        <source>The database &quot;%1&quot; is gone.</source>
        <translation>Die Datenbank „%1“ ist weg.</translation>
    </message>
    <message>
        <source>The database &quot;%1&quot; stays: it holds other tables.</source>
        <translation>Die Datenbank „%1“ bleibt: Sie enthält andere Tabellen.</translation>
    </message>
    <message>
        <source>The database &quot;%1&quot; is removed.</source>
        <translation>Die Datenbank „%1“ ist entfernt.</translation>
    </message>
    <message>
        <source>The component was removed again; undo removes what it left in &quot;%1&quot;.</source>
        <translation>Die Komponente wurde wieder entfernt; was sie in „%1“ hinterlassen hat, entfernt „Rückgängig machen“.</translation>
    </message>
    <message>
        <source>What SysPulse did not put there stays: %1.</source>
        <translation>Was nicht von SysPulse stammt, bleibt: %1.</translation>
    </message>
    <message>
        <source>Remove what is left</source>
        <translation>Reste entfernen</translation>
    </message>
    <message>
        <source>Removes &quot;%1&quot; if nothing else is in it, and the note of what SysPulse made.</source>
        <translation>Entfernt „%1“, falls nichts anderes darin ist, und die Notiz darüber, was SysPulse angelegt hat.</translation>
    </message>
    <message>
        <source>Removes the note of what SysPulse made.</source>
        <translation>Entfernt die Notiz darüber, was SysPulse angelegt hat.</translation>
    </message>
    <message>
        <source>Removes the empty folder of the component &quot;%1&quot;.</source>
        <translation>Entfernt den leeren Ordner der Komponente „%1“.</translation>
    </message>
    <message>
        <source>The database &quot;%1&quot; was there before and stays.</source>
        <translation>Die Datenbank „%1“ war vorher da und bleibt.</translation>
    </message>
    <message>
        <source>The folder of the component &quot;%1&quot; stays: SysPulse did not make %2.</source>
        <translation>Der Ordner der Komponente „%1“ bleibt: %2 stammt nicht von SysPulse.</translation>
    </message>
    <message>
        <source>The table &quot;%1&quot; stays for now: an updater of an earlier version works with it. Set up again once that one has ended or was upgraded.</source>
        <translation>Die Tabelle „%1“ bleibt vorerst: Ein Updater einer früheren Version arbeitet mit ihr. Richten Sie erneut ein, sobald er beendet oder aktualisiert ist.</translation>
    </message>
    <message>
        <source>The state is in &quot;%1&quot;, and the table &quot;%2&quot; of an earlier version is removed.</source>
        <translation>Der Zustand liegt in „%1“, und die Tabelle „%2“ einer früheren Version ist entfernt.</translation>
    </message>
    <message>
        <source>MQTT is still refused after the workers were restarted twice. Restart Harper itself, then undo again.</source>
        <translation>MQTT wird auch nach zweimaligem Neustart der Worker abgewiesen. Starten Sie Harper selbst neu und machen Sie die Einrichtung dann noch einmal rückgängig.</translation>
    </message>
    <message>
        <source>MQTT is refused (%1), which happens with Harper 5.1 after its workers were restarted. Restarting them once more ...</source>
        <translation>MQTT wird abgewiesen (%1); das kommt bei Harper 5.1 nach einem Neustart der Worker vor. Sie werden noch einmal neu gestartet …</translation>
    </message>
    <message>
        <source>The server does not have the role &quot;%1&quot; with the rights that were asked for. Do not give it to anybody.</source>
        <translation>Der Server hat die Rolle „%1“ nicht mit den Rechten, die verlangt waren. Geben Sie sie niemandem.</translation>
    </message>
    <message>
        <source>The role &quot;%1&quot; is there.</source>
        <translation>Die Rolle „%1“ ist angelegt.</translation>
    </message>
    <message>
        <source>Remove the role for readers</source>
        <translation>Rolle für Leser entfernen</translation>
    </message>
    <message>
        <source>Remove the role for updaters</source>
        <translation>Rolle für Updater entfernen</translation>
    </message>
    <message>
        <source>Removes &quot;%1&quot; unless a user has it.</source>
        <translation>Entfernt „%1“, sofern kein Benutzer sie hat.</translation>
    </message>
    <message>
        <source>The role &quot;%1&quot; stays, because these users have it: %2. SysPulse will not remove it later: drop it in HarperDB Studio once nobody needs it.</source>
        <translation>Die Rolle „%1“ bleibt, weil diese Benutzer sie haben: %2. SysPulse entfernt sie auch später nicht: Löschen Sie sie in HarperDB Studio, wenn niemand sie mehr braucht.</translation>
    </message>
    <message>
        <source>The role &quot;%1&quot; is removed.</source>
        <translation>Die Rolle „%1“ ist entfernt.</translation>
    </message>
</context>
<context>
    <name>syspulse::SlowClientsModel</name>
    <message>
        <source>Queued</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Unacknowledged</source>
        <translation>Unbestätigt</translation>
    </message>
    <message>
        <source>Not taken</source>
        <translation>Nicht abgenommen</translation>
    </message>
    <message>
        <source>Messages out</source>
        <translation>Nachrichten aus</translation>
    </message>
    <message>
        <source>Bytes out</source>
        <translation>Bytes aus</translation>
    </message>
    <message>
        <source>Last packet</source>
        <translation>Letztes Paket</translation>
    </message>
</context>
<context>
    <name>syspulse::SlowPane</name>
    <message>
        <source>Busiest clients</source>
        <translation>Clients mit dem meisten Verkehr</translation>
    </message>
    <message>
        <source>Slow subscribers</source>
        <translation>Langsame Abonnenten</translation>
    </message>
    <message>
        <source>Queued: messages that wait in the client&apos;s subscriptions. Unacknowledged: messages sent whose acknowledgement has not come. Not taken: bytes that the connection has not taken yet.</source>
        <translation>Wartend: Nachrichten, die in den Abonnements des Clients warten. Unbestätigt: gesendete Nachrichten, deren Bestätigung noch fehlt. Nicht abgenommen: Bytes, die die Verbindung noch nicht aufgenommen hat.</translation>
    </message>
    <message>
        <source>No subscriber falls behind.</source>
        <translation>Kein Abonnent hängt zurück.</translation>
    </message>
    <message>
        <source>%1 clients fall behind; the slowest %2 are listed.</source>
        <extracomment>numbers of clients</extracomment>
        <translation>%1 Clients hängen zurück; die langsamsten %2 sind aufgeführt.</translation>
    </message>
    <message numerus="yes">
        <source>%n client(s) fall behind.</source>
        <translation>
            <numerusform>%n Client hängt zurück.</numerusform>
            <numerusform>%n Clients hängen zurück.</numerusform>
        </translation>
    </message>
    <message>
        <source>Which subscribers fall behind is not known.</source>
        <translation>Welche Abonnenten zurückhängen, ist nicht bekannt.</translation>
    </message>
</context>
<context>
    <name>syspulse::StageList</name>
    <message>
        <source>The instance answers</source>
        <translation>Die Instanz antwortet</translation>
    </message>
    <message>
        <source>User and password</source>
        <translation>Benutzer und Passwort</translation>
    </message>
    <message>
        <source>Version of HarperDB</source>
        <translation>Version von HarperDB</translation>
    </message>
    <message>
        <source>Rights of the user</source>
        <translation>Rechte des Benutzers</translation>
    </message>
    <message>
        <source>Address of the MQTT broker</source>
        <translation>Adresse des MQTT-Brokers</translation>
    </message>
    <message>
        <source>Connection to the MQTT broker</source>
        <translation>Verbindung zum MQTT-Broker</translation>
    </message>
    <message>
        <source>Test</source>
        <extracomment>%1 is a stage of connecting, such as &quot;User and password&quot;</extracomment>
        <translation>Test</translation>
    </message>
    <message>
        <source>Test only: %1</source>
        <translation>Nur testen: %1</translation>
    </message>
</context>
<context>
    <name>syspulse::StepRow</name>
    <message>
        <source>S&amp;how changes…</source>
        <translation>Änderungen an&amp;zeigen…</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Blockiert</translation>
    </message>
    <message>
        <source>Running…</source>
        <translation>Läuft…</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Übersprungen</translation>
    </message>
</context>
<context>
    <name>syspulse::StormsPane</name>
    <message>
        <source>E&amp;xport…</source>
        <translation>E&amp;xportieren…</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>The busiest second of the last minute adds up those of all workers, which need not be the same one.</source>
        <translation>Die stärkste Sekunde der letzten Minute zählt die aller Worker zusammen; es muss nicht dieselbe gewesen sein.</translation>
    </message>
    <message>
        <source>Who connects too often</source>
        <translation>Wer sich zu oft verbindet</translation>
    </message>
    <message>
        <source>What is listed</source>
        <translation>Was aufgeführt ist</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Writes all lists to a CSV file.</source>
        <translation>Schreibt alle Listen in eine CSV-Datei.</translation>
    </message>
    <message>
        <source>In the last minute</source>
        <translation>In der letzten Minute</translation>
    </message>
    <message>
        <source>Nobody was noticed in the last minute.</source>
        <translation>In der letzten Minute fiel niemand auf.</translation>
    </message>
    <message>
        <source>Export who connects too often</source>
        <translation>Exportieren, wer sich zu oft verbindet</translation>
    </message>
    <message>
        <source>CSV file (*.csv)</source>
        <translation>CSV-Datei (*.csv)</translation>
    </message>
    <message>
        <source>The lists were exported to %1.</source>
        <translation>Die Listen wurden nach %1 exportiert.</translation>
    </message>
</context>
<context>
    <name>syspulse::SubscriptionsModel</name>
    <message>
        <source>Topic filter</source>
        <translation>Topic-Filter</translation>
    </message>
    <message>
        <source>QoS</source>
        <translation>QoS</translation>
    </message>
</context>
<context>
    <name>syspulse::SystemTray</name>
    <message>
        <source>&amp;Open SysPulse</source>
        <translation>SysPulse ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
</context>
<context>
    <name>syspulse::SystemdUserService</name>
    <message>
        <source>The unit file %1 cannot be removed. Check that its folder is writable.</source>
        <translation>Die Unit-Datei %1 kann nicht entfernt werden. Prüfen Sie, ob ihr Ordner beschreibbar ist.</translation>
    </message>
    <message>
        <source>exit code %1</source>
        <translation>Exit-Code %1</translation>
    </message>
</context>
<context>
    <name>syspulse::TimeChart</name>
    <message>
        <source>There are no values in this time range yet.</source>
        <translation>In diesem Zeitraum gibt es noch keine Werte.</translation>
    </message>
    <message>
        <source>Alert: %1</source>
        <extracomment>%1 is the name of an alert rule</extracomment>
        <translation>Alarm: %1</translation>
    </message>
</context>
<context>
    <name>syspulse::TlsFields</name>
    <message>
        <source>Choose file…</source>
        <translation>Datei wählen…</translation>
    </message>
    <message>
        <source>Show certificate…</source>
        <translation>Zertifikat anzeigen…</translation>
    </message>
    <message>
        <source>&amp;Show certificate…</source>
        <translation>Zertifikat an&amp;zeigen…</translation>
    </message>
    <message>
        <source>Show the &amp;broker a client certificate</source>
        <translation>Dem Broker ein &amp;Client-Zertifikat vorweisen</translation>
    </message>
    <message>
        <source>Show the &amp;instance a client certificate</source>
        <translation>Der Instanz ein Client-Zertifikat vor&amp;weisen</translation>
    </message>
    <message>
        <source>Whom to trust on the MQTT link</source>
        <translation>Wem bei der Verbindung zu MQTT zu vertrauen ist</translation>
    </message>
    <message>
        <source>Whom to trust on the link to the operations API</source>
        <translation>Wem bei der Verbindung zur Operations-API zu vertrauen ist</translation>
    </message>
    <message>
        <source>As the operations API</source>
        <translation>Wie die Operations-API</translation>
    </message>
    <message>
        <source>System certificates</source>
        <translation>Zertifikate des Systems</translation>
    </message>
    <message>
        <source>Own CA file…</source>
        <translation>Eigene CA-Datei…</translation>
    </message>
    <message>
        <source>Only this certificate…</source>
        <translation>Nur dieses Zertifikat…</translation>
    </message>
    <message>
        <source>System certificates: authorities that this computer trusts. Own CA file: an authority of yours. Only this certificate: exactly one, by its fingerprint.</source>
        <translation>Zertifikate des Systems: Zertifizierungsstellen, denen dieser Rechner vertraut. Eigene CA-Datei: eine eigene Zertifizierungsstelle. Nur dieses Zertifikat: genau eines, nach seinem Fingerabdruck.</translation>
    </message>
    <message>
        <source>Choose the file of a certificate authority</source>
        <translation>Datei einer Zertifizierungsstelle wählen</translation>
    </message>
    <message>
        <source>Fetches the certificate that the server shows, without logging in.</source>
        <translation>Ruft das Zertifikat ab, das der Server vorzeigt, ohne sich anzumelden.</translation>
    </message>
    <message>
        <source>For servers that ask who is there already when the connection is made.</source>
        <translation>Für Server, die schon beim Verbindungsaufbau fragen, wer da ist.</translation>
    </message>
    <message>
        <source>Passphrase of the key</source>
        <translation>Passphrase des Schlüssels</translation>
    </message>
    <message>
        <source>none: the key is not encrypted</source>
        <translation>keine: Der Schlüssel ist nicht verschlüsselt</translation>
    </message>
    <message>
        <source>Kept in memory only, unless you have the system&apos;s keychain keep it.</source>
        <translation>Bleibt nur im Arbeitsspeicher, außer Sie lassen sie im Schlüsselbund des Systems aufbewahren.</translation>
    </message>
    <message>
        <source>in the file of the certificate</source>
        <translation>in der Datei des Zertifikats</translation>
    </message>
    <message>
        <source>Certificate file:</source>
        <translation>Zertifikatsdatei:</translation>
    </message>
    <message>
        <source>File of the client certificate</source>
        <translation>Datei des Client-Zertifikats</translation>
    </message>
    <message>
        <source>Key file:</source>
        <translation>Schlüsseldatei:</translation>
    </message>
    <message>
        <source>File of its key</source>
        <translation>Datei seines Schlüssels</translation>
    </message>
    <message>
        <source>Passphrase:</source>
        <translation>Passphrase:</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <extracomment>%1 is &quot;File of its key&quot; or the like</extracomment>
        <translation>Wählen: %1</translation>
    </message>
    <message>
        <source>PEM files (*.pem *.crt *.cer *.key);;All files (*)</source>
        <translation>PEM-Dateien (*.pem *.crt *.cer *.key);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>The authority that you chose before.</source>
        <translation>Die Zertifizierungsstelle, die Sie zuvor gewählt haben.</translation>
    </message>
    <message>
        <source>Trust this certificate authority</source>
        <translation>Dieser Zertifizierungsstelle vertrauen</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer);;All files (*)</source>
        <translation>Zertifikate (*.pem *.crt *.cer);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>%1 (from %2)</source>
        <extracomment>%1 names a certificate authority, %2 is a file name</extracomment>
        <translation>%1 (aus %2)</translation>
    </message>
    <message>
        <source>Choose the file of the certificate authority for MQTT, or trust the system&apos;s.</source>
        <translation>Wählen Sie die Datei der Zertifizierungsstelle für MQTT, oder vertrauen Sie denen des Systems.</translation>
    </message>
    <message>
        <source>Choose the file of the certificate authority for the operations API, or trust the system&apos;s.</source>
        <translation>Wählen Sie die Datei der Zertifizierungsstelle für die Operations-API, oder vertrauen Sie denen des Systems.</translation>
    </message>
    <message>
        <source>Look at the certificate of the MQTT broker and trust it, or trust the system&apos;s certificates.</source>
        <translation>Sehen Sie sich das Zertifikat des MQTT-Brokers an und vertrauen Sie ihm, oder vertrauen Sie den Zertifikaten des Systems.</translation>
    </message>
    <message>
        <source>Look at the certificate of the operations API and trust it, or trust the system&apos;s certificates.</source>
        <translation>Sehen Sie sich das Zertifikat der Operations-API an und vertrauen Sie ihm, oder vertrauen Sie den Zertifikaten des Systems.</translation>
    </message>
    <message>
        <source>Choose the file of the client certificate, or show none.</source>
        <translation>Wählen Sie die Datei des Client-Zertifikats, oder weisen Sie keines vor.</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>dasselbe</translation>
    </message>
    <message>
        <source>system certificates</source>
        <translation>Zertifikate des Systems</translation>
    </message>
    <message>
        <source>own CA file</source>
        <translation>eigene CA-Datei</translation>
    </message>
    <message>
        <source>only one certificate</source>
        <translation>nur ein Zertifikat</translation>
    </message>
    <message>
        <source>%1, client certificate</source>
        <extracomment>%1 is &quot;system certificates&quot; or the like</extracomment>
        <translation>%1, Client-Zertifikat</translation>
    </message>
    <message>
        <source>No file is chosen yet.</source>
        <translation>Es ist noch keine Datei gewählt.</translation>
    </message>
    <message>
        <source>No certificate is chosen yet: look at it, then trust it.</source>
        <translation>Es ist noch kein Zertifikat gewählt: Sehen Sie es sich an und vertrauen Sie ihm dann.</translation>
    </message>
    <message>
        <source>SHA-256 %1</source>
        <translation>SHA-256 %1</translation>
    </message>
    <message>
        <source>that one, or a valid one</source>
        <translation>dieses oder ein gültiges</translation>
    </message>
    <message>
        <source>The broker may show the certificate that is trusted above, or one that this computer trusts. To trust another one, show it.</source>
        <translation>Der Broker darf das Zertifikat zeigen, dem oben vertraut wird, oder eines, dem dieser Computer vertraut. Um einem anderen zu vertrauen, lassen Sie es sich zeigen.</translation>
    </message>
</context>
<context>
    <name>syspulse::TlsSection</name>
    <message>
        <source>Certi&amp;ficates (TLS)</source>
        <translation>Zertifi&amp;kate (TLS)</translation>
    </message>
    <message>
        <source>&amp;Operations API:</source>
        <translation>Operat&amp;ions-API:</translation>
    </message>
    <message>
        <source>M&amp;QTT:</source>
        <translation>M&amp;QTT:</translation>
    </message>
    <message>
        <source>MQTT</source>
        <translation>MQTT</translation>
    </message>
    <message>
        <source>operations API</source>
        <translation>Operations-API</translation>
    </message>
    <message>
        <source>%1; MQTT: %2</source>
        <extracomment>%1 and %2 say what is trusted on the link to the operations API and on the one to MQTT</extracomment>
        <translation>%1; MQTT: %2</translation>
    </message>
</context>
<context>
    <name>syspulse::Toast</name>
    <message>
        <source>Close</source>
        <extracomment>button of a message</extracomment>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>syspulse::TopicDetails</name>
    <message>
        <source>Value:</source>
        <translation>Wert:</translation>
    </message>
    <message>
        <source>As received:</source>
        <translation>Wie empfangen:</translation>
    </message>
    <message>
        <source>Sampled:</source>
        <translation>Erfasst:</translation>
    </message>
    <message>
        <source>Origin:</source>
        <translation>Herkunft:</translation>
    </message>
    <message>
        <source>Kind:</source>
        <translation>Art:</translation>
    </message>
    <message>
        <source>Record:</source>
        <translation>Datensatz:</translation>
    </message>
    <message>
        <source>&amp;In a shell:</source>
        <translation>&amp;In einer Shell:</translation>
    </message>
    <message>
        <source>No topic selected</source>
        <translation>Kein Topic ausgewählt</translation>
    </message>
    <message>
        <source>Select a topic to see all that is known about it.</source>
        <translation>Wählen Sie ein Topic aus, um alles zu sehen, was darüber bekannt ist.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>date and time by the server&apos;s clock, age such as 4 s ago</extracomment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Topics below this level: %1. Select one to see all that is known about it.</source>
        <translation>Topics unter dieser Ebene: %1. Wählen Sie eines aus, um alles zu sehen, was darüber bekannt ist.</translation>
    </message>
</context>
<context>
    <name>syspulse::TopicMapper</name>
    <message>
        <source>Only topics that start with &quot;$SYS/&quot; have a record: %1</source>
        <translation>Nur Topics, die mit „$SYS/“ beginnen, haben einen Datensatz: %1</translation>
    </message>
    <message>
        <source>The broker does not allow dots in topics: %1</source>
        <translation>Der Broker erlaubt keine Punkte in Topics: %1</translation>
    </message>
    <message>
        <source>A $SYS topic must not have empty levels: %1</source>
        <translation>Ein $SYS-Topic darf keine leeren Ebenen haben: %1</translation>
    </message>
    <message>
        <source>The topic of the record &quot;%1&quot; is not known.</source>
        <translation>Das Topic des Datensatzes „%1“ ist nicht bekannt.</translation>
    </message>
    <message>
        <source>The record &quot;%1&quot; claims the topic %2, which belongs to &quot;%3&quot;.</source>
        <translation>Der Datensatz „%1“ beansprucht das Topic %2, das zu „%3“ gehört.</translation>
    </message>
</context>
<context>
    <name>syspulse::TopicName</name>
    <message>
        <source>A topic needs at least one character.</source>
        <translation>Ein Topic braucht mindestens ein Zeichen.</translation>
    </message>
    <message>
        <source>A topic must not contain the NUL character.</source>
        <translation>Ein Topic darf das NUL-Zeichen nicht enthalten.</translation>
    </message>
    <message>
        <source>The topic is not valid Unicode.</source>
        <translation>Das Topic ist kein gültiges Unicode.</translation>
    </message>
    <message>
        <source>The topic is longer than MQTT&apos;s limit of 65,535 bytes.</source>
        <translation>Das Topic ist länger als die 65.535 Byte, die MQTT erlaubt.</translation>
    </message>
    <message>
        <source>A topic name must not contain the wildcards + and #.</source>
        <translation>Ein Topic-Name darf die Platzhalter + und # nicht enthalten.</translation>
    </message>
    <message>
        <source>The topic is not valid UTF-8.</source>
        <translation>Das Topic ist kein gültiges UTF-8.</translation>
    </message>
</context>
<context>
    <name>syspulse::TopicPicker</name>
    <message>
        <source>Filter by a part of the topic</source>
        <translation>Nach einem Teil des Topics filtern</translation>
    </message>
    <message>
        <source>Topic filter</source>
        <translation>Topic-Filter</translation>
    </message>
    <message>
        <source>Topics with numbers</source>
        <translation>Topics mit Zahlen</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
</context>
<context>
    <name>syspulse::TopicTreeModel</name>
    <message>
        <source>%1 (%2)</source>
        <extracomment>a level of the topics and how many topics are below it</extracomment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1, topics below: %2</source>
        <translation>%1, Topics darunter: %2</translation>
    </message>
</context>
<context>
    <name>syspulse::TopicViews</name>
    <message>
        <source>Topics</source>
        <translation>Topics</translation>
    </message>
</context>
<context>
    <name>syspulse::TopicsModel</name>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Not available: %1</source>
        <translation>Nicht verfügbar: %1</translation>
    </message>
    <message>
        <source>No value has arrived yet.</source>
        <translation>Noch kein Wert eingetroffen.</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>Trend</translation>
    </message>
    <message>
        <source>The value is not known at present.</source>
        <translation>Der Wert ist derzeit nicht bekannt.</translation>
    </message>
    <message>
        <source>No value has arrived yet. It comes from the component that setup installs.</source>
        <translation>Noch kein Wert eingetroffen. Er kommt von der Komponente, die die Einrichtung installiert.</translation>
    </message>
    <message>
        <source>not available</source>
        <translation>nicht verfügbar</translation>
    </message>
</context>
<context>
    <name>syspulse::TopicsPage</name>
    <message>
        <source>Show unavaila&amp;ble topics</source>
        <translation>Ni&amp;cht verfügbare Topics zeigen</translation>
    </message>
    <message>
        <source>Filter by text, or by an MQTT filter such as $SYS/broker/+/connected</source>
        <translation>Nach Text oder mit einem MQTT-Filter wie $SYS/broker/+/connected filtern</translation>
    </message>
    <message>
        <source>Topic filter</source>
        <translation>Topic-Filter</translation>
    </message>
    <message>
        <source>Copy &amp;topic</source>
        <translation>&amp;Topic kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;value</source>
        <translation>&amp;Wert kopieren</translation>
    </message>
    <message>
        <source>Copy mosquitto_sub &amp;command</source>
        <translation>&amp;mosquitto_sub-Befehl kopieren</translation>
    </message>
    <message>
        <source>&amp;Draw in a new chart</source>
        <translation>In neuem Diagramm &amp;zeichnen</translation>
    </message>
    <message>
        <source>%1 of %2 topics</source>
        <extracomment>%1 of %2 topics are shown</extracomment>
        <translation>%1 von %2 Topics</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>Baum</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Show topics as a tree</source>
        <translation>Topics als Baum zeigen</translation>
    </message>
    <message>
        <source>Show topics as a list</source>
        <translation>Topics als Liste zeigen</translation>
    </message>
    <message>
        <source>C&amp;ompare with other brokers…</source>
        <translation>Mit anderen Brokern ver&amp;gleichen…</translation>
    </message>
    <message>
        <source>&amp;Alert on this…</source>
        <translation>&amp;Alarm dazu…</translation>
    </message>
</context>
<context>
    <name>syspulse::TraceDialog</name>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>Sto&amp;ppen</translation>
    </message>
    <message>
        <source>Trace of %1</source>
        <extracomment>%1 is a client ID</extracomment>
        <translation>Aufzeichnung von %1</translation>
    </message>
    <message>
        <source>Export as CS&amp;V…</source>
        <translation>Als C&amp;SV exportieren…</translation>
    </message>
    <message>
        <source>Export as &amp;JSON…</source>
        <translation>Als &amp;JSON exportieren…</translation>
    </message>
    <message>
        <source>The connection to the instance ended, and the trace with it. On the server it ends with its limits.</source>
        <translation>Die Verbindung zur Instanz ist zu Ende und mit ihr die Aufzeichnung. Auf dem Server endet sie an ihren Grenzen.</translation>
    </message>
    <message>
        <source> min</source>
        <extracomment>minutes</extracomment>
        <translation> min</translation>
    </message>
    <message>
        <source>At most &amp;time:</source>
        <translation>&amp;Höchstdauer:</translation>
    </message>
    <message>
        <source>At most &amp;packets:</source>
        <translation>Höchstens &amp;Pakete:</translation>
    </message>
    <message>
        <source>Packets of the client</source>
        <translation>Pakete des Clients</translation>
    </message>
    <message numerus="yes">
        <source>%n packet(s)</source>
        <translation>
            <numerusform>%n Paket</numerusform>
            <numerusform>%n Pakete</numerusform>
        </translation>
    </message>
    <message>
        <source>Starting the trace…</source>
        <translation>Die Aufzeichnung beginnt…</translation>
    </message>
    <message>
        <source>Stopping the trace… %1.</source>
        <extracomment>%1 is a number of packets</extracomment>
        <translation>Die Aufzeichnung wird angehalten… %1.</translation>
    </message>
    <message>
        <source>Tracing for %1: %2.</source>
        <extracomment>%1 is a duration, %2 a number of packets</extracomment>
        <translation>Aufzeichnung seit %1: %2.</translation>
    </message>
    <message>
        <source>%1 %2.</source>
        <extracomment>%1 is a sentence, %2 a number of packets</extracomment>
        <translation>%1 %2.</translation>
    </message>
    <message>
        <source>The server lists the packets of this client in both directions: type, topic, sizes and times, never a payload. The trace ends by itself.</source>
        <translation>Der Server führt die Pakete dieses Clients in beiden Richtungen auf: Typ, Topic, Größen und Zeiten, nie die Payload. Die Aufzeichnung endet von selbst.</translation>
    </message>
    <message>
        <source>Waiting for packets of the client. A quiet client sends a PINGREQ once in its keep-alive time.</source>
        <translation>Warten auf Pakete des Clients. Ein stiller Client sendet ein PINGREQ je Keep-Alive-Zeit.</translation>
    </message>
    <message>
        <source>No packet passed while the client was traced.</source>
        <translation>Während der Aufzeichnung kam kein Paket vorbei.</translation>
    </message>
    <message>
        <source>Export the trace</source>
        <translation>Aufzeichnung exportieren</translation>
    </message>
    <message>
        <source>%1 file (*.%2)</source>
        <extracomment>%1 is CSV or JSON, %2 the same in lower case</extracomment>
        <translation>%1-Datei (*.%2)</translation>
    </message>
    <message>
        <source>The trace was exported to %1.</source>
        <translation>Die Aufzeichnung wurde nach %1 exportiert.</translation>
    </message>
</context>
<context>
    <name>syspulse::TraceModel</name>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>to broker</source>
        <translation>zum Broker</translation>
    </message>
    <message>
        <source>to client</source>
        <translation>zum Client</translation>
    </message>
    <message>
        <source>Packet</source>
        <translation>Paket</translation>
    </message>
    <message>
        <source>Topic or filter</source>
        <translation>Topic oder Filter</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <extracomment>%1 is a topic filter</extracomment>
        <translation>
            <numerusform>%1 und %n weiterer</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Packet ID</source>
        <translation>Paket-ID</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>Payload</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nach</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>retained</source>
        <translation>retained</translation>
    </message>
    <message>
        <source>duplicate</source>
        <translation>Duplikat</translation>
    </message>
    <message>
        <source>reason %1</source>
        <translation>Grund %1</translation>
    </message>
    <message>
        <source>answers no. %1</source>
        <translation>beantwortet Nr. %1</translation>
    </message>
    <message>
        <source>Time since packet %1, with which this exchange began</source>
        <translation>Zeit seit Paket %1, mit dem dieser Austausch begann</translation>
    </message>
</context>
<context>
    <name>syspulse::TrayPresence</name>
    <message>
        <source>SysPulse keeps running</source>
        <translation>SysPulse läuft weiter</translation>
    </message>
    <message>
        <source>Choose its icon here to open the window again, or to quit.</source>
        <translation>Wählen Sie hier das Symbol, um das Fenster wieder zu öffnen oder zu beenden.</translation>
    </message>
    <message>
        <source>SysPulse: not connected</source>
        <translation>SysPulse: nicht verbunden</translation>
    </message>
    <message>
        <source>SysPulse: watching %1</source>
        <extracomment>%1 is the name or the address of an instance</extracomment>
        <translation>SysPulse: beobachtet %1</translation>
    </message>
    <message>
        <source>SysPulse: keeps the values of %1 current</source>
        <extracomment>%1 is the name or the address of an instance</extracomment>
        <translation>SysPulse: hält die Werte von %1 aktuell</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>name or address of an instance, a whole sentence about it</extracomment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>SysPulse: watching %1 instances</source>
        <extracomment>%1 is a number larger than 1</extracomment>
        <translation>SysPulse: beobachtet %1 Instanzen</translation>
    </message>
</context>
<context>
    <name>syspulse::UnitFormatter</name>
    <message>
        <source>s</source>
        <comment>seconds</comment>
        <translation>s</translation>
    </message>
    <message>
        <source>B</source>
        <comment>bytes</comment>
        <translation>B</translation>
    </message>
    <message>
        <source>packet</source>
        <comment>beside the number 1</comment>
        <translation>Paket</translation>
    </message>
    <message>
        <source>packets</source>
        <translation>Pakete</translation>
    </message>
    <message>
        <source>message</source>
        <comment>beside the number 1</comment>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>client</source>
        <comment>beside the number 1</comment>
        <translation>Client</translation>
    </message>
    <message>
        <source>clients</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source>connection</source>
        <comment>beside the number 1</comment>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>subscription</source>
        <comment>beside the number 1</comment>
        <translation>Abonnement</translation>
    </message>
    <message>
        <source>subscriptions</source>
        <translation>Abonnements</translation>
    </message>
    <message>
        <source>record</source>
        <comment>beside the number 1</comment>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>records</source>
        <translation>Datensätze</translation>
    </message>
    <message>
        <source>msg/min</source>
        <comment>messages per minute</comment>
        <translation>Nachr./min</translation>
    </message>
    <message>
        <source>B/min</source>
        <comment>bytes per minute</comment>
        <translation>B/min</translation>
    </message>
    <message>
        <source>conn/min</source>
        <comment>connections per minute</comment>
        <translation>Verb./min</translation>
    </message>
    <message>
        <source>%1/min</source>
        <extracomment>%1 is a unit such as KiB</extracomment>
        <translation>%1/min</translation>
    </message>
    <message>
        <source>%1/s</source>
        <extracomment>%1 is a unit such as KiB</extracomment>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>msg</source>
        <comment>short for messages</comment>
        <translation>Nachr.</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 T.</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation>vor %1 s</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>vor %1 min</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <translation>vor %1 h</translation>
    </message>
    <message>
        <source>%1 d ago</source>
        <translation>vor %1 T.</translation>
    </message>
    <message>
        <source>ms</source>
        <comment>milliseconds</comment>
        <translation>ms</translation>
    </message>
</context>
<context>
    <name>syspulse::UpdaterControl</name>
    <message>
        <source>The schedule that was kept for this instance is not used, because &quot;quietHours&quot; in %1 is not understood. Choose the schedule again.</source>
        <translation>Der Zeitplan, der für diese Instanz aufgehoben wurde, wird nicht benutzt, weil „quietHours“ in %1 nicht verstanden wird. Wählen Sie den Zeitplan neu.</translation>
    </message>
</context>
<context>
    <name>syspulse::UpdaterObstacle</name>
    <message>
        <source>Connect to an instance first.</source>
        <translation>Verbinden Sie sich zuerst mit einer Instanz.</translation>
    </message>
    <message>
        <source>This instance is not set up yet: the tables that the values go into are missing.</source>
        <translation>Diese Instanz ist noch nicht eingerichtet: Die Tabellen für die Werte fehlen.</translation>
    </message>
    <message>
        <source>The profile &quot;%1&quot; is read-only: SysPulse changes nothing on this instance.</source>
        <extracomment>%1 is the name of a profile</extracomment>
        <translation>Das Profil „%1“ ist schreibgeschützt: SysPulse ändert nichts an dieser Instanz.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; may not update: that takes a super user, or with Harper 5 a user with the role &quot;syspulse_updater&quot;, which Setup creates. Connect as one to start the updater.</source>
        <translation>„%1“ darf keine Werte aktualisieren: Das kann ein Superuser, mit Harper 5 auch ein Benutzer mit der Rolle „syspulse_updater“, die die Einrichtung anlegt. Verbinden Sie sich als ein solcher, um den Updater zu starten.</translation>
    </message>
</context>
<context>
    <name>syspulse::UpdaterPage</name>
    <message>
        <source>S&amp;top</source>
        <translation>Sto&amp;ppen</translation>
    </message>
    <message>
        <source>&amp;Run now</source>
        <translation>&amp;Jetzt ausführen</translation>
    </message>
    <message>
        <source>&amp;Keep running in the notification area when the window closes</source>
        <translation>Beim Schließen des Fensters im &amp;Infobereich weiterlaufen</translation>
    </message>
    <message>
        <source>The updater on this machine starts to write the values.</source>
        <translation>Der Updater auf diesem Rechner beginnt, die Werte zu schreiben.</translation>
    </message>
    <message>
        <source>The values are written once, now.</source>
        <translation>Die Werte werden jetzt einmal geschrieben.</translation>
    </message>
    <message>
        <source>This desktop shows no notification area, so the window could not be opened again. Use syspulsectl to update without a window.</source>
        <translation>Diese Arbeitsumgebung zeigt keinen Infobereich; das Fenster ließe sich nicht wieder öffnen. Verwenden Sie syspulsectl, um ohne Fenster zu aktualisieren.</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Updating…</source>
        <translation>Aktualisiert…</translation>
    </message>
    <message>
        <source>Standing by</source>
        <translation>In Bereitschaft</translation>
    </message>
    <message>
        <source>Failed, will try again</source>
        <translation>Fehlgeschlagen, neuer Versuch folgt</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>Next run in %1</source>
        <extracomment>%1 is a duration such as 7 s</extracomment>
        <translation>Nächster Lauf in %1</translation>
    </message>
    <message>
        <source>Values are not kept current from this machine.</source>
        <translation>Die Werte werden von diesem Rechner nicht aktuell gehalten.</translation>
    </message>
    <message>
        <source>No run yet since you connected.</source>
        <translation>Noch kein Lauf, seit Sie verbunden sind.</translation>
    </message>
    <message>
        <source>Last run at %1: %2, took %3.</source>
        <extracomment>time of day, outcome such as Updated, duration</extracomment>
        <translation>Letzter Lauf um %1: %2, Dauer %3.</translation>
    </message>
    <message>
        <source>Another updater keeps the values current: %1. This one stands by, and takes over by itself when the other one stops.</source>
        <extracomment>%1 says who: user, host and program</extracomment>
        <translation>Ein anderer Updater hält die Werte aktuell: %1. Dieser ist in Bereitschaft und übernimmt von selbst, wenn der andere stoppt.</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Take &amp;over…</source>
        <translation>Ü&amp;bernehmen…</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>Take over updating?</source>
        <translation>Aktualisierung übernehmen?</translation>
    </message>
    <message>
        <source>From now on this window writes the values. The other updater stands by as soon as it notices: %1</source>
        <extracomment>%1 says who: user, host and program</extracomment>
        <translation>Ab jetzt schreibt dieses Fenster die Werte. Der andere Updater geht in Bereitschaft, sobald er es bemerkt: %1</translation>
    </message>
    <message>
        <source>&amp;Take over</source>
        <translation>Ü&amp;bernehmen</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>A&amp;nhalten</translation>
    </message>
    <message>
        <source>This updater is part of the window&apos;s program: it ends when you disconnect or quit.</source>
        <translation>Dieser Updater gehört zum Programm des Fensters: Er endet, wenn Sie die Verbindung trennen oder das Programm beenden.</translation>
    </message>
    <message>
        <source>Writes nothing until you resume. Another updater may take over meanwhile.</source>
        <translation>Schreibt nichts, bis Sie fortsetzen. Ein anderer Updater kann währenddessen übernehmen.</translation>
    </message>
    <message>
        <source>Ends the updater on this machine. Another one may take over.</source>
        <translation>Beendet den Updater auf diesem Rechner. Ein anderer kann übernehmen.</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>Ruhezeit</translation>
    </message>
    <message>
        <source>No values are written until %1.</source>
        <extracomment>%1 is a time of day such as 06:00</extracomment>
        <translation>Bis %1 werden keine Werte geschrieben.</translation>
    </message>
    <message>
        <source>No values are written from this machine until you resume.</source>
        <translation>Von diesem Rechner werden keine Werte geschrieben, bis Sie fortsetzen.</translation>
    </message>
    <message>
        <source>Re&amp;sume</source>
        <translation>F&amp;ortsetzen</translation>
    </message>
    <message>
        <source>Appl&amp;y changes</source>
        <translation>Änderun&amp;gen anwenden</translation>
    </message>
    <message>
        <source>The background service keeps the values current.</source>
        <translation>Der Hintergrunddienst hält die Werte aktuell.</translation>
    </message>
    <message>
        <source>&amp;Go to the setup</source>
        <translation>&amp;Zur Einrichtung</translation>
    </message>
</context>
<context>
    <name>syspulse::UserManager</name>
    <message>
        <source>There is no session bus over which systemd could be reached.</source>
        <translation>Es gibt keinen Sitzungsbus, über den systemd zu erreichen wäre.</translation>
    </message>
    <message>
        <source>systemd does not answer (%1).</source>
        <extracomment>%1 is the name of a function of systemd</extracomment>
        <translation>systemd antwortet nicht (%1).</translation>
    </message>
    <message>
        <source>systemd refused what was asked of it (%1).</source>
        <extracomment>%1 is the name of a function of systemd</extracomment>
        <translation>systemd hat die Anfrage abgelehnt (%1).</translation>
    </message>
    <message>
        <source>systemd could not do what was asked of it: %1.</source>
        <translation>systemd konnte die Anfrage nicht ausführen: %1.</translation>
    </message>
</context>
<context>
    <name>syspulse::ViewMenus</name>
    <message>
        <source>&amp;Updater</source>
        <translation>&amp;Updater</translation>
    </message>
    <message>
        <source>Ch&amp;arts</source>
        <translation>Diagra&amp;mme</translation>
    </message>
    <message>
        <source>&amp;Show the last</source>
        <translation>&amp;Zeitspanne</translation>
    </message>
    <message>
        <source>There are no charts yet: no values have come.</source>
        <translation>Es gibt noch keine Diagramme, denn es sind noch keine Werte gekommen.</translation>
    </message>
</context>
<context>
    <name>syspulse::WholeFile</name>
    <message>
        <source>Cannot read %1: %2</source>
        <translation>%1 kann nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>%1 is too large to be a file of SysPulse.</source>
        <translation>%1 ist zu groß für eine Datei von SysPulse.</translation>
    </message>
    <message>
        <source>Cannot write %1: %2. Check that the folder exists, is writable and that the disk is not full.</source>
        <translation>%1 kann nicht geschrieben werden: %2. Prüfen Sie, ob der Ordner existiert und beschreibbar ist und der Datenträger nicht voll ist.</translation>
    </message>
    <message>
        <source>Cannot write %1: it is not a file.</source>
        <translation>%1 kann nicht geschrieben werden: Es ist keine Datei.</translation>
    </message>
</context>
<context>
    <name>syspulse::WindowCommands</name>
    <message>
        <source>Instances</source>
        <translation>Instanzen</translation>
    </message>
    <message>
        <source>Show %1</source>
        <extracomment>%1 is the name or the address of an instance</extracomment>
        <translation>%1 zeigen</translation>
    </message>
    <message>
        <source>Connect to %1</source>
        <extracomment>%1 is the name of a profile</extracomment>
        <translation>Mit %1 verbinden</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>Topics</translation>
    </message>
</context>
<context>
    <name>syspulse::WorkerRestart</name>
    <message>
        <source>The server could not load the component &quot;%1&quot;.</source>
        <translation>Der Server konnte die Komponente „%1“ nicht laden.</translation>
    </message>
    <message>
        <source>The workers have not loaded the component yet.</source>
        <translation>Die Worker haben die Komponente noch nicht geladen.</translation>
    </message>
    <message>
        <source>The server did not come back within %1 s after its workers were restarted. Look at its log.</source>
        <translation>Der Server kam nach dem Neustart seiner Worker nicht innerhalb von %1 s zurück. Sehen Sie in seinem Protokoll nach.</translation>
    </message>
    <message>
        <source>The old workers have not ended yet.</source>
        <translation>Die alten Worker sind noch nicht beendet.</translation>
    </message>
</context>
<context>
    <name>syspulse::WorkersModel</name>
    <message>
        <source>Thread</source>
        <translation>Thread</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Sockets</source>
        <translation>Sockets</translation>
    </message>
    <message>
        <source>Packets in/s</source>
        <translation>Pakete ein/s</translation>
    </message>
    <message>
        <source>Packets out/s</source>
        <translation>Pakete aus/s</translation>
    </message>
    <message>
        <source>Bytes in/s</source>
        <translation>Bytes ein/s</translation>
    </message>
    <message>
        <source>Bytes out/s</source>
        <translation>Bytes aus/s</translation>
    </message>
    <message>
        <source>Heap</source>
        <translation>Heap</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <extracomment>bytes of the heap that are used, and its limit</extracomment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Event loop</source>
        <translation>Ereignisschleife</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>Zählung</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>Abgeschaltet</translation>
    </message>
    <message>
        <source>Not exact since %1</source>
        <extracomment>date and time</extracomment>
        <translation>Nicht genau seit %1</translation>
    </message>
    <message>
        <source>Exact</source>
        <translation>Genau</translation>
    </message>
    <message>
        <source>Node %1, component %2</source>
        <extracomment>name of a node, version of the component</extracomment>
        <translation>Knoten %1, Komponente %2</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>Platz</translation>
    </message>
    <message>
        <source>≈ %1</source>
        <extracomment>an estimated number of clients</extracomment>
        <translation>≈ %1</translation>
    </message>
</context>
<context>
    <name>syspulse::WorkersPane</name>
    <message>
        <source>Worker threads</source>
        <translation>Worker-Threads</translation>
    </message>
    <message>
        <source>Until the heap or the event loop of the first worker is at 80 %, if each new client costs what a present one does on average and they spread over the workers as the present ones do.</source>
        <translation>Bis der Heap oder die Ereignisschleife des ersten Workers zu 80 % ausgelastet ist, wenn jeder neue Client so viel kostet wie die jetzigen im Mittel und sie sich wie diese auf die Worker verteilen.</translation>
    </message>
    <message>
        <source>Nobody is connected.</source>
        <translation>Niemand ist verbunden.</translation>
    </message>
    <message>
        <source>How the clients are spread is not known.</source>
        <translation>Wie sich die Clients verteilen, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>The busiest worker, thread %1, has %2 × its even share of %3 clients.</source>
        <extracomment>number of a thread, a factor such as 3.9, number of clients</extracomment>
        <translation>Der vollste Worker, Thread %1, hat das %2-Fache seines gleichmäßigen Anteils an %3 Clients.</translation>
    </message>
    <message>
        <source>There is room for about %1 more clients (estimated).</source>
        <extracomment>%1 is a number</extracomment>
        <translation>Es ist Platz für etwa %1 weitere Clients (geschätzt).</translation>
    </message>
    <message>
        <source>One worker has all clients: %1.</source>
        <extracomment>%1 is a number</extracomment>
        <translation>Ein Worker hat alle Clients: %1.</translation>
    </message>
    <message>
        <source>The room for more clients cannot be estimated: no worker has 20 clients yet, or its load is not known.</source>
        <translation>Wie viele Clients noch Platz haben, lässt sich nicht schätzen: Kein Worker hat bisher 20 Clients, oder seine Auslastung ist nicht bekannt.</translation>
    </message>
</context>
</TS>
