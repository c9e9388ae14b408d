"""The shapes in which pages write dates, as patterns: each names day, month and year; calendar.py reads them."""

import re

from .eras import COUNTED, LOCAL
from .month_names import SPACED_MONTHS

SPACED = "|".join(map(re.escape, SPACED_MONTHS))
# A month's name; in some Arabic news both names of a month, in Vietnamese its number.
WORD = rf"(?:{SPACED}|(?:tháng|thg)\s\d{{1,2}}(?!\d)|[^\W\d_][^\s\d,;:()|/]{{1,14}}?)"
MONTH = rf"(?P<month>{WORD})(?:\s?/\s?[^\W\d_][^\s\d,;:()|/]{{2,14}}(?=\s))?"
DAY = (r"(?P<day>\d{1,2})(?P<dot>\.)?(?:\s?(?:st|nd|rd|th)(?![^\W\d_])|er|de|ste|[ºª]|\.º|\s?d\.|"
       r"-[^\W\d_]{1,4}(?=[\s-]))?(?:\s(?:ቀን|день))?")
YEAR_WORD = rf"(?:(?:of|de|del|the year|năm|tahun|tahunu|соли|сали|сол|سال|سنة|عام|د|anno|ค\.ศ\.|{LOCAL})\s?)?"
# A year; its next figure may open the same date again, where a page shows it twice without a blank.
YEAR = (rf"{YEAR_WORD}(?P<year>(?:19|20|25)\d\d(?=\d{{1,2}}\.? ?[^\W\d_]{{3}})|(?:(?:18|19|20|25)\d\d|['’]\d\d)"
        r"(?!\d|[/-]\d))")
AFTER = r"(?!\.[\u0e01-\u0eff])(?![^\s\d.,;:()|/\-–—'’\"”»!?\]\[_<>*،۔။।])"
JOIN = r"[\s.,،\-–/]{1,3}(?:of |the |de |del |d[’'] ?|na |da )?"
NAMED_DAY_FIRST = re.compile(rf"(?<![\w/.,:-]){DAY}(?:{JOIN}|\s*){MONTH}(?:[.,،]?{JOIN}{YEAR}|{AFTER})")
NAMED_MONTH_FIRST = re.compile(
    rf"(?<![^\W_]){MONTH}[.,]?[\s\-–]{{1,2}}(?:the )?{DAY}(?![\d:/%])(?:\s?[,.،]?[\s\-–]{{1,2}}{YEAR}|(?![^\W_]))")
# Hungarian, Baltic, Turkic and Mongolian order: the year, a word for "year", then month and day in either order.
OF_YEAR = (r"\.|жылғы|жылы|жылдын|жыл|ж|йил|йили|yil|yilning|yili|ilin|ili|il|ýylyň|ýyl|nji|njy|ci|cı|cu|cü|gada|m|"
           "წლის|წ|թվականի|թ|ko|کال|оны|он|елның|ел|года|г|év")
NAMED_YEAR_FIRST = re.compile(
    rf"(?<![\d/.-])(?P<year>(?:19|20)\d\d)(?:[\s-]?(?:{OF_YEAR})(?![^\W\d_]))*\.?[\s,-]{{1,3}}(?:د\s)?"
    rf"(?:{DAY}[\s.,-]{{1,3}}{MONTH}{AFTER}|(?P<month2>{WORD})[\s-]{{1,2}}(?P<day2>\d{{1,2}})(?!\d))")
YEAR_FIRST = re.compile(
    r"(?<![\d/.-])(?P<year>(?:18|19|20)\d\d)(?:\s?[-/.]\s?|\s?[年년](?:[(（][^)）]{2,8}[)）])?\s?)(?P<month>\d{1,2})"
    r"(?:\s?[-/.]\s?|\s?[月월]\s?)(?P<day>\d{1,2})(?:\s?[日일號号])?(?!\d)")
COUNTED_YEAR = re.compile(
    rf"(?P<era>{COUNTED})\s?(?P<year>\d{{1,3}}|元)\s?年\s?(?P<month>\d{{1,2}})\s?月\s?(?P<day>\d{{1,2}})\s?日")
EAST_ASIAN = re.compile(r"(?<!\d)(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일號号]")
NUMERIC = re.compile(
    r"(?<![\d/.,-])(?P<first>\d{1,2})(?P<sep>[./-])\s?(?P<second>\d{1,2})(?P=sep)\s?(?P<year>(?:18|19|20|25)\d\d|\d\d)"
    r"(?![\d/-]|\.\d)")
SPACED_NUMERIC = re.compile(
    r"(?<![\d/.,|-])(?<!\d\s)(?P<first>\d{1,2})\s(?P<sep>[./|-])\s(?P<second>\d{1,2})\s(?P=sep)\s(?P<year>(?:19|20|25)\d\d)(?!\d)")
ROMAN = re.compile(r"(?<![\w/.-])(?P<day>\d{1,2})[\s./-]{1,2}(?P<month>X{0,1}(?:I{1,3}|IV|VI{0,3}|IX)|X)[\s./-]{1,2}"
                   r"(?P<year>(?:19|20)\d\d)(?!\d)")
ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
# 12-Mar-22, 29APR22, and the military 121530ZMAR22 (NATO date-time group: day, time, zone, month, year).
SHORT_YEAR = re.compile(
    r"(?<![\w/.-])(?P<day>\d{2}|\d)(?:\d{4}[A-Z] ?)?(?P<sep>[-/. ]?)(?P<month>[A-Za-z]{3})(?P=sep)"
    r"(?P<year>\d\d)(?![\w/:.-]\w|\w)")
MONTH_YEAR = re.compile(rf"(?<![^\W_])(?P<month>{WORD})[.,]?\s(?:of |de |del )?{YEAR}")
# Thai news leaves out the hundreds of the Buddhist year.
THAI = re.compile(r"(?<!\d)(?P<day>\d{1,2})\s?(?P<month>[\u0e01-\u0e4e.]{3,12})\s?(?P<year>[5-9]\d)(?![\d:.,])")
WEEKDAY_BEFORE = re.compile(r"([^\d()|/]{2,24}?)[.,،]?[,،\s]{1,2}(?:the |den |le |el |o |dne |ngày )?$")
WEEKDAY_AFTER = re.compile(r"\s?[(（]\s?([^\W\d_]{1,14})\.?\s?[)）]|"
                           r"[.,،]{0,2}\s([^\W\d_]{2,14})(?=[\s.,،|]*(?:$|\n|\||\d))")
TIME_AFTER = re.compile(r"\W{0,3}(?:at |um |à |a las |kl\.? |T)?\s?\d{1,2}[:.h]\d{2}", re.IGNORECASE)
OTHER_DIGIT = re.compile(r"[^\D0-9]")
