using System;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Time;
using Truefill.Fix;

namespace Truefill.Venues.Fix;

/// <summary>
/// One FIX message, of either direction and of any version from 4.0 to 5.0 SP2, as what a venue says. Total: every
/// message gives a report, what is wrong with it gives one that says so. One per venue and thread.
/// </summary>
/// <remarks>
/// A fill allocates nothing once its account and symbol have been seen; a Text(58) that is new, a request (an object
/// each) and the description of a fault do.
/// </remarks>
public sealed partial class FixReportMapper
{
    private readonly FixDialect dialect;
    private readonly VenueId venue;
    private readonly string venueName;
    private FixFieldIndex? index;
    private readonly FixFieldReader read = new();
    private readonly FixContractMemory contracts;
    private long msgSeqNum;

    /// <param name="venue">Handle of the venue in the books that the reports are for.</param>
    /// <param name="venueName">Its name there, for requests, which carry names.</param>
    public FixReportMapper(VenueId venue, string venueName, FixDialect? dialect = null)
        : this(venue, venueName, dialect, new FixContractMemory())
    {
    }

    /// <param name="contracts">Of the venue's trades and positions together.</param>
    internal FixReportMapper(VenueId venue, string venueName, FixDialect? dialect, FixContractMemory contracts)
    {
        this.contracts = contracts;
        this.venue = venue;
        this.venueName = venueName;
        this.dialect = dialect ?? FixDialect.Standard;
    }

    /// <summary>Parses and maps one message.</summary>
    /// <param name="raw">From <c>8=</c> to the last separator.</param>
    /// <param name="separator">SOH on the wire; logs often have another.</param>
    public void Read(ReadOnlyMemory<byte> raw, byte separator, UtcNanos receivedAt, ref VenueReport report)
    {
        FixParseResult result = FixParser.Parse(
            raw.Span, index ??= new(), out FixMessage message, dialect.ParseOptions, separator);
        if (result.IsOk) Map(in message, receivedAt, ref report);
        else Describe(result, raw.Span, separator, receivedAt, ref report);
        report.Raw = raw;
    }

    /// <summary>
    /// A message that did not parse, as a report: what is wrong where, and its MsgSeqNum(34) if that can be seen.
    /// </summary>
    public static void Describe(
        FixParseResult result, ReadOnlySpan<byte> bytes, byte separator, UtcNanos receivedAt, ref VenueReport report)
    {
        long seq = FixFaultText.FindMsgSeqNum(bytes, separator);
        DeadLetterReason reason =
            result.Error == FixParseError.MessageTooLong ? DeadLetterReason.Oversized : DeadLetterReason.Malformed;
        Refuse(ref report, receivedAt, reason, FixFaultText.Parse(result, bytes, separator, seq), seq);
    }

    /// <summary>Maps a parsed message; <see cref="VenueReport.Raw"/> is left to the caller.</summary>
    public void Map(in FixMessage message, UtcNanos receivedAt, ref VenueReport report)
    {
        read.Start();
        msgSeqNum = message.TryGetLong(Tags.MsgSeqNum, out long seq) == FixRead.Found ? seq : 0;
        CheckHeader(in message);
        report.ReceivedAt = receivedAt;
        report.MsgSeqNum = msgSeqNum;
        report.CancelReject = default;
        report.Request = null;
        report.Reason = default;
        report.Detail = null;
        if (!FixVersions.TryRead(in message, dialect.FixtDefault, out FixVersion version))
            read.Invalid(VersionTag(in message), "is no version of FIX that is read");
        else Dispatch(in message, version, receivedAt, ref report);
        if (!read.IsGood)
            Refuse(ref report, receivedAt, read.Reason, read.Detail(in message, msgSeqNum), msgSeqNum);
    }

    private void Dispatch(in FixMessage message, FixVersion version, UtcNanos receivedAt, ref VenueReport report)
    {
        ReadOnlySpan<byte> type = message.MsgType;
        report.Kind = VenueReportKind.ObservedRequest;
        switch (type.Length == 1 ? type[0] : (byte)0)
        {
            case (byte)'8':
                report.Kind = VenueReportKind.ExecutionReport;
                MapReport(in message, version, receivedAt, ref report.ExecutionReport);
                break;
            case (byte)'9':
                report.Kind = VenueReportKind.OrderCancelReject;
                report.CancelReject = MapCancelReject(in message, receivedAt);
                break;
            case (byte)'D':
                report.Request = MapNew(in message);
                break;
            case (byte)'F':
                report.Request = MapCancel(in message);
                break;
            case (byte)'G':
                report.Request = MapReplace(in message);
                break;
            default:
                report.Kind = VenueReportKind.Ignored;
                if (type.SequenceEqual(MsgTypes.TradeCaptureReport))
                    read.Invalid(Tags.MsgType, "reports trades in a form that is not read");
                else if (!FixCodes.IsStandardMsgType(type)) read.Invalid(Tags.MsgType, "is not a type of message");
                break;
        }
    }

    // Every message has these; one without them has lost more than them.
    private void CheckHeader(in FixMessage message)
    {
        read.Require(message.Contains(Tags.SenderCompID), Tags.SenderCompID);
        read.Require(message.Contains(Tags.TargetCompID), Tags.TargetCompID);
        read.Require(message.Contains(Tags.MsgSeqNum), Tags.MsgSeqNum);
        if (msgSeqNum <= 0) read.Invalid(Tags.MsgSeqNum, "is not a sequence number");
        read.Require(message.Contains(Tags.SendingTime), Tags.SendingTime);
        read.Time(in message, Tags.SendingTime);
    }

    // TransactTime(60), else when it was sent first, else when it was received. Sent again it is of the same time, or
    // it would be another day's execution.
    private UtcNanos TransactTime(in FixMessage message, UtcNanos receivedAt)
    {
        UtcNanos time = read.Time(in message, Tags.TransactTime);
        if (time.IsNone && read.Flag(in message, Tags.PossDupFlag)) time = read.Time(in message, Tags.OrigSendingTime);
        if (time.IsNone) time = read.Time(in message, Tags.SendingTime);
        return time.IsNone ? receivedAt : time;
    }

    // NONE is what FIX asks for where the venue knows no such order.
    private OrderId OrderId(in FixMessage message)
    {
        ShortText id = read.Id(in message, Tags.OrderID);
        return id.Utf8.SequenceEqual("NONE"u8) ? default : new OrderId(id);
    }

    private string? Account(in FixMessage message) =>
        read.Name(in message, Tags.Account) is { } stated ? dialect.Accounts.Ours(stated) : null;

    private bool PossDup(in FixMessage message) =>
        read.Flag(in message, Tags.PossDupFlag) | read.Flag(in message, Tags.PossResend);

    // An instrument without a symbol is "[N/A]" in FIX, and SecurityID(48) tells which one it is.
    private string? Symbol(in FixMessage message)
    {
        string? symbol = read.Name(in message, Tags.Symbol);
        return symbol is null or "[N/A]" ? read.Name(in message, Tags.SecurityID) ?? symbol : symbol;
    }

    private static int VersionTag(in FixMessage message) =>
        message.Contains(Tags.ApplVerID) ? Tags.ApplVerID : Tags.BeginString;

    private static void Refuse(
        ref VenueReport report, UtcNanos receivedAt, DeadLetterReason reason, string detail, long seq)
    {
        report.Kind = VenueReportKind.Malformed;
        report.ReceivedAt = receivedAt;
        report.CancelReject = default;
        report.Request = null;
        report.Reason = reason;
        report.Detail = detail;
        report.MsgSeqNum = seq;
    }
}
