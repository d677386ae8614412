"""Is this response, this source's night believable? Captures are judged before anything is concluded from them."""

from pipeline.checks.night import SourceNight as SourceNight
from pipeline.checks.night import judge_source as judge_source
from pipeline.checks.page import PageView as PageView
from pipeline.checks.page import judge_page as judge_page
from pipeline.checks.reasons import Absence as Absence
from pipeline.checks.reasons import Effective as Effective
from pipeline.checks.verdict import PageVerdict as PageVerdict
