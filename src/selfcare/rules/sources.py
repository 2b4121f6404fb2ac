"""The sources that the rules rest on: each with what kind it is, and how much of it was read.

Unless said otherwise the abstract was read, not the full tables. `short` is how a message names it.
"""

from __future__ import annotations

from typing import NamedTuple


class Source(NamedTuple):
    """One study, survey, handout or page. `read` says how much of it stands behind our words."""

    short: str
    full: str
    kind: str
    doi: str | None = None
    read: str = "abstract read"

    @property
    def whole(self) -> str:
        """The citation with its DOI as a link, what kind it is, and what was read."""
        link = f" https://doi.org/{self.doi}" if self.doi else ""
        return f"{self.full}{link} ({self.kind}; {self.read})"


PAGE = "page read"
TITLE = "title only"
SECOND = "second-hand: read about on another page"

BEHM_2020 = Source("Behm 2020", "Behm, Alizadeh, Hadjizadeh Anvar, et al. 2020, J Strength Cond Res 34(11):3301-3308.",
                   "meta-analysis", "10.1519/JSC.0000000000003765")  # fmt: skip
WILKE_2020 = Source("Wilke 2020", "Wilke et al. 2020 (online 2019), Sports Med 50(2):387-402.", "meta-analysis, 26 trials",
                    "10.1007/s40279-019-01205-7")  # fmt: skip
COUTURE_2015 = Source("Couture 2015", "Couture et al. 2015, Open Orthop J 9:450.", "observation, n = 33")
TWO_WEEKS = Source("Front Sports Act Living 2022",
                   "Roller massager on the calf for two weeks, Jena 2022, Front Sports Act Living (authors not shown).",
                   "RCT, n = 42", "10.3389/fspor.2022.799985")  # fmt: skip
KONRAD_2020 = Source(
    "Konrad 2020", "Konrad et al. 2020, J Sports Sci Med 19:690-694, PMC7675623.", "crossover RCT, n = 16"
)
SILBERNAGEL_2007 = Source("Silbernagel 2007", "Silbernagel et al. 2007, Am J Sports Med 35(6):897-906.", "RCT, n = 38")
SEZIK_2024 = Source("Sezik 2024", "Sezik et al. 2024, J Sports Sci Med 23:684-689.", "crossover RCT, n = 18",
                    "10.52082/jssm.2024.684")  # fmt: skip
NAKAMURA_2021 = Source("Nakamura 2021", "Nakamura et al. 2021, J Sports Sci Med 20:62-68.", "RCT, n = 45",
                       "10.52082/jssm.2021.62")  # fmt: skip
KONRAD_2022 = Source("Konrad 2022", "Konrad, Nakamura, Tilp, Donti, Behm 2022, Sports Med 52:2523-2535.",
                     "meta-analysis, 11 studies, mean age 24", "10.1007/s40279-022-01699-8")  # fmt: skip
KONRAD_2024 = Source("Konrad 2024", "Konrad et al. 2024, Sports Med.", "meta-analysis", "10.1007/s40279-024-02041-0",
                     "summary page read")  # fmt: skip
BETWEEN_SETS = Source("PMC5294949", "Hamstring rolling between sets of strength work, PMC5294949 (authors not shown).",
                      "RCT, n = 25")  # fmt: skip
FERREIRA_2023 = Source("Ferreira 2023", "Ferreira et al. 2023, J Funct Morphol Kinesiol 8(3):138, PMC10532323.",
                       "systematic review, 11 studies")  # fmt: skip
CANBULUT = Source("Canbulut", "Canbulut et al., Turkish J Sports Med, journalofsportsmedicine.org/full-text/690.",
                  "crossover RCT, n = 24")  # fmt: skip
ROLLER_SAFETY = Source("practice pages", "Foam rolling safety, physioproductskenya.com and ssongactors.co.kr.", "opinion",
                       read=PAGE)  # fmt: skip
GRABOW_2018 = Source("Grabow 2018", "Grabow et al. 2018, J Strength Cond Res 32(11):3059-3069.", "RCT, n = 16",
                     "10.1519/JSC.0000000000001906")  # fmt: skip
JACK_2010 = Source("Jack 2010", "Jack et al. 2010, Man Ther 15:220-228.", "systematic review, 20 studies",
                   "10.1016/j.math.2009.12.004")  # fmt: skip
PAIN_ZONES_A = Source("bim.physio", "bim.physio, the pain-monitoring model.", "opinion", read=SECOND)
PAIN_ZONES_B = Source("mykneecap", "mykneecap.trekeducation.org, the pain-monitoring model.",
                      "opinion, a research group's page", read=PAGE)  # fmt: skip
WILKE_2018 = Source("Wilke 2018", "Wilke, Vogt, Banzer 2018, Biol Sport 35(4):349-354, PMC6358529.",
                    "RCT, n = 50, healthy", "10.5114/biolsport.2018.78055")  # fmt: skip
COMPRESSION = Source("PMC9434898", "Review of ischaemic compression, 2022, PMC9434898 (authors not shown).",
                     "meta-analysis, 17 RCTs")  # fmt: skip
CHO_2019 = Source("Cho 2019, title only", "Cho 2019.", "case report", "10.1097/MD.0000000000015488", TITLE)
CHEN_2013 = Source("Chen 2013, title only", "Chen 2013.", "case report", "10.1016/j.ajem.2012.11.020", TITLE)
WERNER_2020 = Source("Werner 2020", "Werner 2020, Massage & Bodywork May/June, p. 56, and abmp.com article 2200.",
                     "opinion", read=PAGE)  # fmt: skip
AREAS = Source("areas to avoid", "Areas to avoid, biologyinsights.com and mblexguide.com.", "opinion", read=PAGE)
GUN_PAGES = Source("massage-gun pages", "Massage-gun safety, biologyinsights.com and nyxcollection.com.", "opinion",
                   read=PAGE)  # fmt: skip
SULKOWSKI_2022 = Source("Sulkowski 2022",
                        "Sulkowski, Grant, Brodie 2022, Clin Pract Cases Emerg Med 6(2):159-161.", "case report",
                        "10.5811/cpcem.2022.2.56046")  # fmt: skip
CHEATHAM_2021 = Source("Cheatham 2021",
                       "Cheatham, Baker, Behm, Stull, Kolber 2021, Int J Sports Phys Ther.",
                       "survey of 425 clinicians", "10.26603/001c.23530")  # fmt: skip
ISAJI = Source("Isaji", "Isaji et al., World Physiotherapy congress, rapid scoping review of handheld percussion.",
               "scoping review, 24 studies")  # fmt: skip
CHEN_2021 = Source("Chen 2021", "Chen, Zhang, Chen, Pan 2021, Phys Ther 101(1).", "case report", "10.1093/ptj/pzaa199")
CHEN_DOSE = Source("weloverunning", "weloverunning.blogspot.com, on the dose in that case.", "opinion", read=SECOND)
THERABODY = Source("Therabody", "therabody.com, Theragun precautions (the first part of the list).", "manufacturer",
                   read=PAGE)  # fmt: skip
THERABODY_GOGGLES = Source("Therabody goggles", "therabody.com, questions about another pressure device (goggles).",
                           "manufacturer, not of the massager", read=PAGE)  # fmt: skip
APPL_SCI_2021 = Source("Appl Sci 2021", "Upper-limb circulation after flossing, Appl Sci 2021 11(4):1634.",
                       "observation, n = 27", "10.3390/app11041634")  # fmt: skip
FLOSS_USE = Source("practice pages", "Compression and voodoo bands, fitro.info.", "opinion", read=PAGE)
CHEATHAM_BAKER_2024 = Source("Cheatham & Baker 2024", "Cheatham & Baker 2024, Int J Sports Phys Ther.",
                             "opinion (level 5)", "10.26603/001c.94598",
                             "abstract read; the technique second-hand, fascialfitness.net.au")  # fmt: skip
FLOSS_LATEX = Source("newleafphysio", "newleafphysio.ca, flossing.", "opinion", read=PAGE)
ACSM_2021 = Source("ACSM 2021", "acsm.org, a note on flexibility, 2021.", "guideline", read=PAGE)
GARBER_2011 = Source("Garber 2011, second-hand", "Garber et al. 2011.", "guideline",
                     read="second-hand: summaries on other pages")  # fmt: skip
BANDED_SHOULDER = Source("themovementfix", "themovementfix.com, on banded shoulder mobilisation.", "opinion", read=PAGE)
BARTSCH_2021 = Source("Bartsch 2021", "Bartsch et al. 2021, J Clin Med 10(22):5360.",
                      "expert consensus (Delphi), 37 experts", "10.3390/jcm10225360",
                      "abstract read, not the full tables")  # fmt: skip
EMBOLISM = Source("Int J Cardiovasc Sci", "Massive pulmonary embolism after leg massage, Int J Cardiovasc Sci (authors not "
                  "shown).", "case report")  # fmt: skip
BLOOD_THINNERS = Source("massage pages",
                        "scienceinsights.org, medx.it.com, quantumhealingandwellnesspma.com on blood thinners.", "opinion",
                        read=PAGE)  # fmt: skip
AFTER_NEEDLING = Source("NCT02169700", "Compression after dry needling, NCT02169700 (authors not shown).", "RCT, n = 90",
                        read="second-hand: physiospot summary and the registry")  # fmt: skip
NEEDLING_HANDOUT = Source("handouts", "What not to do after dry needling, beta.rschoolteams.com.", "opinion", read=PAGE)
GRUSCHE = Source("Grusche", "Grusche, Egerton-Warburton, case series of lung injury after needling.", "case series")
ACUPUNCT_2014 = Source("Med Acupunct 2014", "Med Acupunct, August 2014.", "case report")
WEAGLE_2021 = Source("Weagle 2021", "Weagle et al. 2021, Cureus 13(3):e14207.", "case report")
EVMS = Source("EVMS", "evms.edu, a case.", "case report")
SALOM_MORENO_2017 = Source("Salom-Moreno 2017", "Salom-Moreno et al. 2017, PM R 9(12):1208-1216.",
                           "RCT, n = 90 patients", "10.1016/j.pmrj.2017.04.012")  # fmt: skip
BACHMANN_2018 = Source("Bachmann 2018", "Bachmann et al. 2018, Phys Med Rehab Kuror 28:20-31.",
                       "systematic review, 14 studies", "10.1055/s-0043-120527")  # fmt: skip
STOP_SIGNS = Source("red flags", "The red flags: Sulkowski 2022, Chen 2021, Bartsch 2021, and the card of Greenhalgh, "
                    "Mercer, Finucane.", "cases and consensus", read="abstracts and pages read")  # fmt: skip
CHILDS_2005 = Source("Childs 2005", "Childs et al. 2005, Spine 30(11):1331-1334.", "cohort, low back pain",
                     "10.1097/01.brs.0000164099.92112.29")  # fmt: skip
POWDEN_2015 = Source("Powden 2015", "Powden, Hoch, Hoch 2015, Man Ther 20:524.", "meta-analysis, 12 studies",
                     "10.1016/j.math.2015.01.004")  # fmt: skip
EKEDAHL_2012 = Source(
    "Ekedahl 2012", "Ekedahl, Jonsson, Frobell 2012, Arch Phys Med Rehabil 93(12):2210-2215.", "cohort"
)
SIT_AND_REACH = Source("PMC3737781", "J Sports Sci Med 2009 8(1):116-122, table 1, PMC3737781.", "reliability study")
HAND_BEHIND_BACK = Source("Man Ther 2014", "Hand behind back, Man Ther 2014 19:72-76.", "reliability study, n = 60",
                          "10.1016/j.math.2013.08.002")  # fmt: skip
