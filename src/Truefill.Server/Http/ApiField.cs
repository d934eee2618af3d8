using System;
using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Server.Http;

/// <summary>
/// A field of a body, or a parameter of a query, as it is described to clients. The factories are named as the methods
/// of <see cref="Body.BodyFields"/> and <see cref="ApiCall"/> that read it; a <c>*</c> behind a name says that it is
/// required. Tests send each in every form, so that a description that differs from its reader is found.
/// </summary>
public sealed record ApiField
{
    private ApiField(string name, ApiFieldKind kind)
    {
        Name = name.TrimEnd('*');
        IsRequired = name.EndsWith('*');
        Kind = kind;
    }

    public string Name { get; }

    public bool IsRequired { get; }

    public ApiFieldKind Kind { get; }

    /// <summary>Required text that is empty counts as missing.</summary>
    public bool MayBeEmpty { get; private init; } = true;

    /// <summary>The words that are taken; empty: it has none of its own.</summary>
    public IReadOnlyList<string> Words { get; private init; } = [];

    /// <summary>The forms that an object, or each object of a list, may have.</summary>
    public IReadOnlyList<ApiBodyForm> Forms { get; private init; } = [];

    /// <summary>Bytes of UTF-8 that a text may have.</summary>
    public int? LengthMost { get; init; }

    /// <summary>Inclusive.</summary>
    public decimal? Least { get; init; }

    /// <summary>Inclusive.</summary>
    public decimal? Most { get; init; }

    /// <summary>What counts where it is left out.</summary>
    public string? Otherwise { get; init; }

    /// <summary>What is meant, where name and kind do not say so.</summary>
    public string? Note { get; init; }

    /// <summary>A value that is taken, where not any value of the kind is.</summary>
    public string? Example { get; init; }

    /// <summary>Another field without which this one is refused.</summary>
    public string? Needs { get; init; }

    public static ApiField Text(string name) => new(name, ApiFieldKind.Text);

    public static ApiField Required(string name) => new(name + "*", ApiFieldKind.Text) { MayBeEmpty = false };

    public static ApiField Id(string name) => new(name, ApiFieldKind.Id)
    {
        MayBeEmpty = !name.EndsWith('*'),
        LengthMost = ShortText.MaxBytes,
    };

    /// <summary>Required, and may be empty.</summary>
    public static ApiField StatedId(string name) => Id(name + "*") with { MayBeEmpty = true };

    public static ApiField TextId(string name) => new(name, ApiFieldKind.TextId) { LengthMost = ShortText.MaxBytes };

    /// <param name="except">Values that are known and refused here.</param>
    public static ApiField Word<T>(string name, params T[] except)
        where T : struct, Enum =>
        Word(name, [.. Views.Words.All<T>().Except(except.Select(Views.Words.Of), StringComparer.Ordinal)]);

    public static ApiField Word(string name, params IReadOnlyList<string> words) =>
        new(name, ApiFieldKind.Word) { Words = words };

    public static ApiField WordList(string name, params IReadOnlyList<string> words) =>
        new(name, ApiFieldKind.WordList) { Words = words };

    public static ApiField Decimal(string name) => new(name, ApiFieldKind.Decimal);

    public static ApiField PositiveDecimal(string name) => new(name, ApiFieldKind.PositiveDecimal);

    public static ApiField UnusedNumber(string name) => new(name, ApiFieldKind.UnusedNumber);

    public static ApiField Whole(string name, int least, int most) =>
        new(name, ApiFieldKind.Whole) { Least = least, Most = most };

    /// <summary>A sequence number.</summary>
    public static ApiField Sequence(string name) => new(name, ApiFieldKind.Whole) { Least = 0 };

    public static ApiField Bool(string name) => new(name, ApiFieldKind.Boolean) { Words = ["true", "false"] };

    public static ApiField Time(string name) => new(name, ApiFieldKind.Time);

    public static ApiField Timestamp(string name) => new(name, ApiFieldKind.Timestamp)
    {
        Least = 1,
        Most = long.MaxValue / UtcNanos.PerMillisecond,
    };

    public static ApiField Currency(string name) => new(name, ApiFieldKind.Currency);

    public static ApiField Scalar(string name) => new(name, ApiFieldKind.Scalar);

    public static ApiField Bytes(string name) => new(name, ApiFieldKind.Bytes);

    public static ApiField Child(string name, params IReadOnlyList<ApiField> fields) =>
        new(name, ApiFieldKind.Object) { Forms = [new ApiBodyForm("", fields)] };

    public static ApiField Items(string name, params IReadOnlyList<ApiBodyForm> forms) =>
        new(name, ApiFieldKind.List) { Forms = forms };

    public static ApiField Ignored(string name) => new(name, ApiFieldKind.Any);

    /// <summary>The other of true and false asks for what is not offered.</summary>
    public static ApiField Constant(string name, bool value) =>
        new(name, ApiFieldKind.Constant) { Words = [value ? "true" : "false"] };

    /// <summary>Known, and refused as not offered whatever stands there.</summary>
    public static ApiField NotOffered(string name) => new(name, ApiFieldKind.Nothing) { Note = "Not offered." };
}
