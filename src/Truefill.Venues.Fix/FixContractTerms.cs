using System;
using System.Globalization;
using System.Text;
using Truefill.Domain.Quantities;
using Truefill.Fix;

namespace Truefill.Venues.Fix;

/// <summary>
/// What one message says of which contract of its Symbol(55) it is about: SecurityType(167), MaturityMonthYear(200)
/// with MaturityDay(205), MaturityDate(541), PutOrCall(201) and StrikePrice(202). What is absent is zero or null; what
/// cannot be read says nothing either, but a maturity.
/// </summary>
internal readonly record struct FixContractTerms
{
    public string? SecurityType { get; private init; }

    /// <summary>MaturityMonthYear(200) as yyyyMM.</summary>
    public int Month { get; private init; }

    /// <summary>
    /// MaturityDate(541), else MaturityMonthYear(200) with a day in it or MaturityDay(205), as yyyyMMdd.
    /// </summary>
    public int Date { get; private init; }

    /// <summary>The week of a MaturityMonthYear(200) such as 202612w2; zero: none.</summary>
    public int Week { get; private init; }

    public bool? IsCall { get; private init; }

    public decimal? Strike { get; private init; }

    /// <summary>A maturity in a form of the counterparty's own, as it stands there.</summary>
    public string? Other { get; private init; }

    public bool IsOption => IsCall is not null || Strike is not null;

    public bool HasMaturity => Month != 0 || Date != 0;

    public int MonthOrOfDate => Month != 0 ? Month : Date / 100;

    /// <summary>
    /// False: the message has none of the fields that tell contracts apart. SecurityType(167) alone tells none.
    /// </summary>
    public static bool MayBeIn(in FixMessage message) =>
        message.MayContain(Tags.MaturityMonthYear) || message.MayContain(Tags.MaturityDate)
        || message.MayContain(Tags.StrikePrice) || message.MayContain(Tags.PutOrCall);

    /// <param name="securityType">SecurityType(167); null: absent.</param>
    public static FixContractTerms Read(in FixMessage message, string? securityType)
    {
        int month = 0;
        int week = 0;
        int day = 0;
        string? other = null;
        if (message.TryGet(Tags.MaturityMonthYear, out ReadOnlySpan<byte> text) == FixRead.Found
            && !TryReadMonth(text, out month, out week, out day))
            other = Encoding.Latin1.GetString(text);
        if (day == 0 && message.TryGetInt(Tags.MaturityDay, out int ofMonth) == FixRead.Found
            && ofMonth is > 0 and < 32)
            day = ofMonth;
        FixRead date = message.TryGetDate(Tags.MaturityDate, out DateOnly matures);
        if (date == FixRead.Malformed && message.TryGet(Tags.MaturityDate, out text) == FixRead.Found)
            other = $"{other} {Encoding.Latin1.GetString(text)}";
        bool hasPrice = message.TryGetDecimal(Tags.StrikePrice, out decimal price) == FixRead.Found;
        bool hasRight = message.TryGetInt(Tags.PutOrCall, out int right) == FixRead.Found && right is 0 or 1;

        // Many that fill every field write no strike as 0, and the right beside it as 0 too.
        bool isNone = hasPrice && price == 0;
        return new FixContractTerms
        {
            SecurityType = securityType,
            Month = month,
            Week = week,
            Date = date == FixRead.Found ? (matures.Year * 10_000) + (matures.Month * 100) + matures.Day
                : day != 0 && month != 0 ? (month * 100) + day : 0,
            IsCall = hasRight && !isNone ? right == 1 : null,
            Strike = hasPrice && !isNone ? ExactDecimal.Normalize(price) : null,
            Other = other,
        };
    }

    /// <summary>
    /// They cannot be of one contract: both say when it matures, and differ, or both its strike or right, or one is an
    /// option and the other not. A month and a date may be a month apart: crude oil matures before its month.
    /// </summary>
    public bool Contradicts(in FixContractTerms other)
    {
        if (IsOption != other.IsOption) return true;
        if (IsCall is { } call && other.IsCall is { } otherCall && call != otherCall) return true;
        if (Strike is { } price && other.Strike is { } otherPrice && price != otherPrice) return true;
        if (Other is not null && other.Other is not null && Other != other.Other) return true;
        if (Month != 0 && other.Month != 0 && Month != other.Month) return true;
        if (Week != 0 && other.Week != 0 && Week != other.Week) return true;
        if (Date != 0 && other.Date != 0) return Date != other.Date;
        if ((Month != 0 && other.Month != 0) || !HasMaturity || !other.HasMaturity) return false;
        return Math.Abs(Ordinal(MonthOrOfDate) - Ordinal(other.MonthOrOfDate)) > 1;
    }

    /// <summary>What both say, which do not contradict each other.</summary>
    public FixContractTerms With(in FixContractTerms other) => new()
    {
        SecurityType = SecurityType ?? other.SecurityType,
        Month = Month != 0 ? Month : other.Month,
        Week = Week != 0 ? Week : other.Week,
        Date = Date != 0 ? Date : other.Date,
        IsCall = IsCall ?? other.IsCall,
        Strike = Strike ?? other.Strike,
        Other = Other ?? other.Other,
    };

    /// <summary>In words, for the symbol that it is of: <c>ES FUT 202612</c>.</summary>
    public string Describe(string symbol)
    {
        StringBuilder text = new(symbol);
        if (SecurityType is not null) text.Append(' ').Append(SecurityType);
        if (HasMaturity) text.Append(' ').Append((Date != 0 ? Date : Month).ToString(CultureInfo.InvariantCulture));
        if (Week != 0) text.Append('w').Append(Week.ToString(CultureInfo.InvariantCulture));
        if (Other is not null) text.Append(' ').Append(Other);
        if (IsCall is { } call) text.Append(call ? " call" : " put");
        if (Strike is { } price) text.Append(' ').Append(price.ToString(CultureInfo.InvariantCulture));
        if (!HasMaturity && !IsOption && Other is null) text.Append(" without a maturity or strike");
        return text.ToString();
    }

    // yyyyMM, yyyyMMdd or yyyyMMwN.
    private static bool TryReadMonth(ReadOnlySpan<byte> text, out int month, out int week, out int day)
    {
        (month, week, day) = (0, 0, 0);
        if (text.Length is not (6 or 8) || !FixValue.TryParseLong(text[..6], out long digits)) return false;
        month = (int)digits;
        if (month % 100 is < 1 or > 12) return false;
        if (text.Length == 6) return true;
        bool isWeek = text[6] == 'w';
        if (!FixValue.TryParseLong(isWeek ? text[7..] : text[6..], out long rest) || rest is < 0 or > 31) return false;
        if (isWeek) week = (int)rest;
        else day = (int)rest;
        return true;
    }

    private static int Ordinal(int month) => (month / 100 * 12) + (month % 100);
}
