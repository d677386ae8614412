"""What each piece of evidence is worth, in log odds: the stated weights by which a pair of entries is judged.

First chosen by hand, then drawn towards what a regularised logistic regression over four labelled sets gave (some 290
pairs that no rule decides, each set judged with the weights of the others), and rounded. See
docs/decisions/0009-evidence-as-log-odds.md.
"""

from __future__ import annotations

# the verdict, as probability
SAME = 0.60  # score from which two entries are one event
REVIEW = 0.50  # from here to SAME a person is asked

BEFORE_LOOKING = -1.7  # two posts about which nothing is known are seldom one event

# words
TITLE = 3.9  # times how alike the titles are beyond a half
TELLING = 0.6  # for each rare word that both titles have
TELLING_UP_TO = 2.5
RARE_WORD = 0.8  # for each rare word that both entries have somewhere
RARE_WORDS_UP_TO = 4.0
OWN_WORD = -0.6  # for each word that only one title has, and the other entry nowhere
EXCHANGED = -2.6  # another word in the same place
CAMPAIGN = -2.4  # one campaign week, and one of them or each names something of its own in it
OTHER_OCCASION = -3.4
OTHER_AUDIENCE = -3.0  # each title says for whom it is, and for others
OTHER_PLACE_NAMED = -2.4  # each title names another square, quarter or house
OTHER_SPEAKER = -2.0
COMMON_TITLE = 1.2  # times how much less than 4 a title tells that two houses or hosts have
ONE_TEXT = 1.6  # times the share of the texts that is common beside boilerplate
GENERAL_TEXT = -2.0  # what describes a row lies in part in the announcement of each of its dates
SAME_ADDRESS = 0.6

# when
SAME_DAYS = 2.9
SAME_DAY = 1.5
FIRST_DAY = 0.9
SOME_DAYS = 0.7
MOVED = 1.3
REVIEWED = 1.7
SAME_RHYTHM = 2.3
SAME_HOUR = 0.8
HOUR_IN_TEXT = 0.6
NO_DATE = -0.2
NO_YEAR = -0.3
OTHER_HOUR = -1.8
OTHER_HOUR_COMMON_TITLE = -2.9
FAR_HOUR = -5.0

# where and who
SAME_TOWN, SAME_BIG_TOWN = 0.7, 0.4
NAMES_TOWN, NAMES_BIG_TOWN = 1.2, 0.7
BOTH_SPEAK_OF_TOWN = 0.6
SPEAK_OF_OTHER_TOWNS = -1.5
BOTH_ONLINE = 0.5
SAME_VENUE = 1.1
NAMES_VENUE = 1.5
OTHER_VENUE = -0.7
SAME_ORGANISER = 0.7
NAMES_ORGANISER = 0.9
OTHER_ORGANISER = -0.2
