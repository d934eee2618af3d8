namespace Truefill.Domain.Intake;

/// <summary>Why an input could not be applied.</summary>
public enum DeadLetterReason : byte
{
    /// <summary>The bytes do not parse; the detail says where.</summary>
    Malformed = 1,

    /// <summary>A required field is missing.</summary>
    MissingField = 2,

    /// <summary>A field has a value that the field cannot have.</summary>
    InvalidValue = 3,

    /// <summary>A number out of range or with too many digits.</summary>
    NumberOutOfRange = 4,

    /// <summary>An execution id came again with other content.</summary>
    Conflict = 5,

    /// <summary>The report names nothing that could be booked.</summary>
    Unattributable = 6,

    /// <summary>Longer than the bound for one message.</summary>
    Oversized = 7,

    /// <summary>The engine broke at deciding it, twice: a mistake of ours.</summary>
    EngineBroke = 8,
}
