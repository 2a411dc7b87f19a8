"""The tables, one file a noun."""

from elearn.store.models.attempt import Attempt, ExerciseCounter, ExerciseSeen, HeldAnswer
from elearn.store.models.audit import AuditAct, AuditSeal, AuditView
from elearn.store.models.bulk import BulkAct
from elearn.store.models.calendar_link import CalendarLink
from elearn.store.models.case_bank import CaseBank
from elearn.store.models.certificate import Certificate
from elearn.store.models.course import (
    ContentBlob,
    ContentStamp,
    Course,
    Media,
    Module,
    ModuleGap,
    ModuleText,
    ModuleVersion,
    SearchEntry,
    SyncMark,
)
from elearn.store.models.coverage import CoverageChange, PersonTally
from elearn.store.models.duty import Duty, Exemption, Extension
from elearn.store.models.employment import Employment, Leave
from elearn.store.models.evidence import Evidence, Objection, StatusPeriod
from elearn.store.models.exercise_sums import ExerciseSums, ExerciseWorkplace
from elearn.store.models.import_batch import ImportBatch
from elearn.store.models.job import Job, WorkerBeat
from elearn.store.models.measurement import (
    MeasurementSeen,
    MeasurementSnapshot,
    MeasurementSums,
)
from elearn.store.models.meeting import Attendance, Meeting
from elearn.store.models.meeting_page import MeetingPage
from elearn.store.models.meeting_vote import MeetingVote, MeetingVoter
from elearn.store.models.municipality import Host, Municipality
from elearn.store.models.open_course import OpenCourse, OpenWork, ResumeNumber
from elearn.store.models.panel import PanelBallot, PanelRound, PanelVote
from elearn.store.models.person import MergedRow, Person, PersonIdentifier
from elearn.store.models.practice import Practice
from elearn.store.models.practice_letter import PracticeLetter
from elearn.store.models.reminder import Reminder
from elearn.store.models.role_grant import RoleGrant
from elearn.store.models.route import Route
from elearn.store.models.sign_in import Credential, LoginSession, OneTimeCode, SignInFailure
from elearn.store.models.unit import Unit, UnitPlacement

from elearn.store import content_stamp  # isort: skip - it listens to the models above

__all__ = [
    "Attempt",
    "Attendance",
    "AuditAct",
    "AuditSeal",
    "AuditView",
    "BulkAct",
    "CalendarLink",
    "CaseBank",
    "Certificate",
    "ContentBlob",
    "ContentStamp",
    "Course",
    "CoverageChange",
    "Credential",
    "Duty",
    "Employment",
    "Evidence",
    "Exemption",
    "ExerciseCounter",
    "ExerciseSeen",
    "ExerciseSums",
    "ExerciseWorkplace",
    "Extension",
    "HeldAnswer",
    "Host",
    "ImportBatch",
    "Job",
    "Leave",
    "LoginSession",
    "MeasurementSeen",
    "MeasurementSnapshot",
    "MeasurementSums",
    "Media",
    "Meeting",
    "MeetingPage",
    "MeetingVote",
    "MeetingVoter",
    "MergedRow",
    "Module",
    "ModuleGap",
    "ModuleText",
    "ModuleVersion",
    "Municipality",
    "Objection",
    "OneTimeCode",
    "OpenCourse",
    "OpenWork",
    "PanelBallot",
    "PanelRound",
    "PanelVote",
    "Person",
    "PersonIdentifier",
    "PersonTally",
    "Practice",
    "PracticeLetter",
    "Reminder",
    "ResumeNumber",
    "RoleGrant",
    "Route",
    "SearchEntry",
    "SignInFailure",
    "StatusPeriod",
    "SyncMark",
    "Unit",
    "UnitPlacement",
    "WorkerBeat",
    "content_stamp",
]
