// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/series.h"

#include <cmath>

/// Packs as version 2 of the file has them, and what is in them.
namespace syspulse::test {

struct OldPack
{
    const char *name;
    double (*valueAt)(int);
    const char *base64;
};

inline constexpr int oldPacked = 80;
inline constexpr qint64 oldPacksStartMs = 1'800'000'000'000;

inline double oldCount(int i)
{
    return double(i * i);
}

inline double oldHundredths(int i)
{
    return double(i % 37) / 100.0;
}

inline double oldRate(int i)
{
    return double(i % 9) * 1000.0 / double(1000 + i % 7);
}

inline double oldRoot(int i)
{
    return std::sqrt(double(i));
}

inline QList<SeriesPoint> oldSamples(double (*valueAt)(int))
{
    QList<SeriesPoint> samples;
    for (int i = 0; i < oldPacked; ++i)
        samples.append({oldPacksStartMs + 123 + i * 1000 + i % 7, valueAt(i)});
    return samples;
}

inline QList<SeriesBucket> oldBuckets(double (*valueAt)(int))
{
    QList<SeriesBucket> buckets;
    for (int i = 0; i < oldPacked; ++i) {
        const double value = valueAt(i);
        const double next = valueAt(i + 1);
        buckets.append(
            {oldPacksStartMs + i * Series::minuteMs, value, value + next, 6 * value + next, value, 6});
    }
    return buckets;
}

inline constexpr OldPack oldSamplePacks[] = {
    {"counter", oldCount,
     "AQAAAFAAAAAfe1BcGKMBAAABAQAAAFd42mO8xM6AALx8VKIAdQkCBAAAAGUCAAAAXAEBAAAAp3jaY2KAAiY2Lj4hMSk5JTUt"
     "PSMzKzsnNy+/oLCouKS0rLyisqq6prauvknTZs1btGzVuk3bdu07dOzUuUvXbt179OzVu0/ffv1D089AIWBEBQASnCHU////"
     "/y1i"},
    {"hundredths", oldHundredths,
     "AQAAAFAAAAAfe1BcGKMBAAABAQAAAFd42mO8xM6AALx8VKIAdQkCBAAAACAEAAAAFwEBAAAAWHjaY2SAAiYigDvxigAmlQEq"
     "/////zwg"},
    {"rate", oldRate,
     "AQAAAFAAAAAfe1BcGKMBAAABAQAAAFd42mO8xM6AALx8VKIAdQkCBAAAAFEBAAAAFwEBAAAAWHjaY2SAAiYo4KcOAwApbAEI"
     "AAAAMQIBAAAAWHjaY7zAzgABTCxsHFw8DAwQiomFAUKxcTDwwORgFAOMxwATxNAOAIsGAn00bA=="},
    {"square roots", oldRoot,
     "AQAAAFAAAAAfe1BcGKMBAAABAQAAAFd42mO8xM6AALx8VKIAdQkCBAAAAh4AAAACFQEBAAACgXja42CAgVm71gTwVBxLW3bo"
     "zaQ1Sj58SxzidrncM1jyRuSKkEWGiFuK2LIih6RJUSd+rJjg19axpkHG680ulUdqGtf+yYTMclpQ8e8Hy5KwZVPCrGSuON1g"
     "KFdMexm5vrVjm/ouqVPySbf+H/INLoiy2hsvXHdousUXraW21TtCZvG7q8nO/n+ovTBNtEjHOTthl8KrLfHeW31ES39ZGBzb"
     "P+2x/81YG26rPoZ/m/z1H02OYNzitlWI91xifBxn+q86V5W3KgmKq6VTdI4vPHDjuNrx/9087/efkex09beTydDWtaq621v9"
     "/F9tXPvhlR1Ze60vTZoryBD1VK+e4QyzvvkH7Urj0k0rdsyyn3v2zPlzVg4Wttf3zfv+NTrtUOmN9pi0xxaf9ibuv7wqzTxB"
     "n8HKb8fvxc6lt8Svn16hxlSXa7j+bEn3v+2L1x27dXs7g81Orvc6j20PbzARSKh96SR3TuKF3u0n9o9PvXW72JVTsuBN+L16"
     "C853L74KOzWe157C1SO5Mfj/1hJrrkcHlk1ubzzgfDLwTtavHsUdgW86NU4yOGpPPpal/GbfjIoYZ11Jjj9f3j1/dOf65XOn"
     "jh3ev2fnts0b1q1euXzpogXz5s6eOX3alMkTJ/T1dnd1drS3tjQ3NTbY29vZ2dra2NhYW1tZWVk+4OXiYGZmZoIBBspAPQNV"
     "AQDClu5x/////x7J"},
};

inline constexpr OldPack oldBucketPacks[] = {
    {"counter", oldCount,
     "AgAAAFAAAAATAFBcGKMBAAABAADA1AEAAAAAAAAAAAsBAAAMAAAAAAAAAAAAAEYCAAAAPQEBAAAAp3jaY2JigAAOAQkFDQML"
     "B4+AiISMgoqGjgkzFqzYsOPAiQs3Hrz48INUeQb8gJEAYEIDAAzRIwX/////AAAAZQIAAABcAQEAAACneNpjYoACJjYuPiEx"
     "KTklNS09IzMrOyc3L7+gsKi4pLSsvKKyqrqmtq6+SdNmzVu0bNW6Tdt27Tt07NS5S9du3Xv07NW7T99+/UPTz0AhYEQFABKc"
     "IdT/////AAAAZQIAAABcAQEAAACneNpjYoACJjYuPiExKTklNS09IzMrOyc3L7+gsKi4pLSsvKKyqrqmtq6+SdNmzVu0bNW6"
     "Tdt27Tt07NS5S9du3Xv07NW7T99+/UPTz0AhYEQFABKcIdT/////AAAAdwIAAABuAQEAAACneNpjYmKAACE9r7SmebuufeLT"
     "ckuqm7Xt0jsuNae4qmmbzr1iU7KLKpu07tQzJjmrsKK+Vcce/ZMyC8rrWnbo3i8xI7+stkX7bn1D088AA4wwwAQDzDDAAges"
     "MMAGA+wwwAEGAOlcJ7//////A34="},
    {"hundredths", oldHundredths,
     "AgAAAFAAAAATAFBcGKMBAAABAADA1AEAAAAAAAAAAAsBAAAMAAAAAAAAAAAAAEAEAAAAGQEBAAAAWHjaY2RigAAWwsDVlXhF"
     "AEwiAkQAAAAeAAEAAABYeNpjZEABTIwgxMAE4cAEGUhXBAAFEgAaAAAAIAQAAAAXAQEAAABYeNpjZIACJiKAO/GKACaVASr/"
     "////AAAAIAQAAAAXAQEAAABYeNpjZIACJiKAO/GKACaVASr/////AAAASQQAAAAgAQEAAACneNpjYmKAAD7CwHot8YoYiACM"
     "xCsCAKr8BfEAAAAgAAEAAABYeNpjZEACTDCCiRHOBVJAHojPSIoiAAXmACQ43A=="},
    {"rate", oldRate,
     "AgAAAFAAAAATAFBcGKMBAAABAADA1AEAAAAAAAAAAAsBAAAMAAAAAAAAAAAAAdgAAAABzwABAAACgXja4+DUy/l44ft7e3em"
     "nCM651g4V5tz8Zm4GBxandhowrLvTtDjRAaWaa9eqTjMYeiyYDklxaTysmvGtOfnksr82GZcMnHhyJjXEnKJE137Je8JUrlp"
     "4nqZh2WevZ8Yz5Qp8vi9+HPnbl0RBvEHnJsVtZQYeiV2amxYHSLVGyiXnXZu8eLvgXveT4x4Iq/+fI8eunYusWPL5/7alrPM"
     "UK98WYfS22UFmcu2ndA5al/AsO3edT19PxWG+NX6dm8uzPePF7AR+1X4lWeCwOxlHRbev7b/m52Drt3VXWsLb0/Fxxj72RUc"
     "UUyhMRmrOSoUV8Sez2CoaPpyI8PsPIOg0VKmJ16ZRYIXMtR7vCf+V7igxBGVHDhLOk7pI7r24zvrpD6ufXGhvq/P8+S74zPq"
     "7RJPvrixuSPcjuHFpblrWsLnMyxbuSipa3e23bKYstq1hf6q32JUTr476Cj1bq/KBXTtXz89e/3g7e/vz1++uPH5z9c3z6/f"
     "/fz7x8cXd68z/P7+9v2z268Y3r9/e//Zhz9f3t9//Pjt3+/vn9w///nPly9vHl49/x1dO7uwtKKqpq78ewzGByhD4T1uNRgM"
     "Byiwpw4DABjnIpn/////AAAAVAEAAAAXAQEAAABYeNpjZIACJijgpw4DAClsAQgAAAA0AQEAAABYeNpjvMDOAAZMYMDNxMAC"
     "pphADG6wGAMnVA4sBRIEMcByDCwQJTA1CO0Ab/MB0gAAAFQBAAAAFwEBAAAAWHjaY2SAAiYo4KcOAwApbAEIAAAANAEBAAAA"
     "WHjaY7zAzgAGTGDAzcTAAqaYQAxusBgDJ1QOLAUSBDHAcgwsECUwNQjtAG/zAdIAAAHWAAAAAc0CAQAAAjJ42mP//cKzXZzF"
     "gOHm0tN/z/49yKCpPj8z3vltIMP5l/HMUxdu/M/wv5Hxav3SmeIM1o68huaMypUMxk9l/xoKWt5kmB6/8GjkzOeWDL/RtR/o"
     "1HBN+9/KcNr12D2jiWclGL7eNxI/na7sw/Cf+4TJXnalMwyWHxy43BhCPjNcP67y//nVc1cYFI08joXJcbxieIGu3S2cw/XX"
     "f12GNe0dvtwdM/UYjgdxb1u6j72Z4X+0QTCrloonQ4Bim4UIw/w9DN/5Nf/vaO4wYdjE7bK+iG3jSQZPdO3nQzJUev7LMQSu"
     "Exd8FrX8A8Npq2cVtodmP2H4b5O37nf6eU+G714PTa4zZC5mmP7vx/+lbjtYGd490+WIPOfbz9COrp1n9TqZtf9/MTiYX5u0"
     "5N2NVQwJUUteTD2/I4jh/xeh/W7b5wsw6Cg7zn/HkB3MEOiZ/n/HPXcGhtwl5ZfzD2kvZhBH187E/l7o7f9/DDxcAs9V/vxg"
     "ZxARUvnN/O2jAMP/v8yfeT+8UmDgYON5Lcbwh5lBgE/0/7+fX3kYJFT+fef4/E6EgQVduwAfPy83Lx+DAYTBj2Do8yOL8EAZ"
     "PBARXhTFCO0A1yjdfv/////CbQ=="},
};

} // namespace syspulse::test
