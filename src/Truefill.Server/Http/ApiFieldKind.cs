namespace Truefill.Server.Http;

/// <summary>What may stand as the value of a field; each is a way of reading it.</summary>
public enum ApiFieldKind
{
    Text,

    /// <summary>Text of at most 47 bytes, or a number that is taken as its digits.</summary>
    Id,

    /// <summary>The same as text only.</summary>
    TextId,

    /// <summary>One of <see cref="ApiField.Words"/>.</summary>
    Word,

    /// <summary>
    /// Any of <see cref="ApiField.Words"/>, or of any text where there are none, with commas between.
    /// </summary>
    WordList,

    /// <summary>Plain decimal digits as text, or a number.</summary>
    Decimal,

    /// <summary>The same above zero.</summary>
    PositiveDecimal,

    /// <summary>A number of any precision, or its text; it means nothing here.</summary>
    UnusedNumber,

    /// <summary>A whole number, or its digits as text.</summary>
    Whole,
    Boolean,

    /// <summary>RFC 3339.</summary>
    Time,

    /// <summary>RFC 3339 or milliseconds since 1970.</summary>
    Timestamp,
    Currency,

    /// <summary>Text, a number, or true and false.</summary>
    Scalar,

    /// <summary>Bytes as base64.</summary>
    Bytes,

    /// <summary>An object of <see cref="ApiField.Forms"/>.</summary>
    Object,

    /// <summary>A list of such objects.</summary>
    List,

    /// <summary>Anything; it means nothing here.</summary>
    Any,

    /// <summary>True or false, as its only word says; what the other would ask for is not offered.</summary>
    Constant,

    /// <summary>Null; anything else is refused as not offered.</summary>
    Nothing,
}
