using System;
using System.Collections.Generic;
using System.Text;
using Truefill.Domain.Time;
using Truefill.Fix;

namespace Truefill.Venues.Fix.Trading;

/// <summary>
/// Reads messages of a venue that were kept, as its session would have handed them on, apart from that session. One per
/// venue; not for several threads at once.
/// </summary>
public sealed class FixKeptReader
{
    private const byte Soh = 1;
    private const byte LogSeparator = (byte)'|';
    private const FixParseOptions Edited = FixParseOptions.IgnoreBodyLength | FixParseOptions.IgnoreCheckSum;

    private readonly FixFieldIndex index = new();
    private readonly FixReportMapper mapper;
    private readonly FixDialect dialect;
    private readonly FixSessionOptions session;
    private readonly bool isCopy;

    /// <param name="settings">Those of the venue's session, for its dialect.</param>
    /// <param name="isCopy">It is a drop copy, which says which trades there were and nothing else.</param>
    public FixKeptReader(FixVenueSettings settings, bool isCopy = false)
    {
        ArgumentNullException.ThrowIfNull(settings);
        session = settings.Session;
        this.isCopy = isCopy;
        dialect = settings.Dialect with { FixtDefault = settings.Session.Version };
        mapper = new FixReportMapper(default, settings.VenueId, dialect);
    }

    /// <summary>
    /// The reports carry PossDupFlag(43): since the message came the order may have gone on, so that its totals are not
    /// held against the books.
    /// </summary>
    /// <param name="raw">The message; an edited one may have <c>|</c> for SOH and a line end behind it.</param>
    /// <param name="edited">A person mended it: BodyLength(9) and CheckSum(10) are not compared.</param>
    /// <param name="receivedAt">When it came first.</param>
    public FixKeptMessage Read(ReadOnlyMemory<byte> raw, bool edited, UtcNanos receivedAt)
    {
        byte separator = edited && !raw.Span.Contains(Soh) ? LogSeparator : Soh;
        if (edited) raw = raw[..raw.Span.TrimEnd("\r\n"u8).Length];
        FixParseOptions how = edited ? dialect.ParseOptions | Edited : dialect.ParseOptions;
        FixParseResult parsed = FixParser.Parse(raw.Span, index, out FixMessage message, how, separator);
        VenueReport report = default;
        string type = "";
        bool isOfSession = false;
        if (parsed.IsOk)
        {
            isOfSession = Is(in message, Tags.SenderCompID, session.TargetCompId)
                && Is(in message, Tags.TargetCompID, session.SenderCompId);
            type = Encoding.ASCII.GetString(message.MsgType);
            mapper.Map(in message, receivedAt, ref report);
        }
        else
        {
            FixReportMapper.Describe(parsed, raw.Span, separator, receivedAt, ref report);
        }

        report.Raw = raw;
        return new FixKeptMessage(type, Reports(ref report), isOfSession);
    }

    /// <summary>
    /// The scope of the ids of what was executed then: by the TradeDate(75) of the message, else by the time.
    /// </summary>
    /// <param name="raw">The message that tells of it; empty, or none that can be read: there is none.</param>
    public int ScopeOf(ReadOnlySpan<byte> raw, UtcNanos at)
    {
        if (dialect.ExecIdScope == ExecIdScope.Forever) return 0;
        FixParseResult parsed = FixParser.Parse(raw, index, out FixMessage message, dialect.ParseOptions | Edited, Soh);
        return parsed.IsOk && message.TryGetDate(Tags.TradeDate, out DateOnly date) == FixRead.Found
            ? FixDialect.ScopeOf(date)
            : dialect.ScopeAt(at);
    }

    private static bool Is(in FixMessage message, int tag, string expected) =>
        message.TryGet(tag, out ReadOnlySpan<byte> value) == FixRead.Found
        && value.SequenceEqual(Encoding.UTF8.GetBytes(expected));

    private List<VenueReport> Reports(ref VenueReport report)
    {
        switch (report.Kind)
        {
            case VenueReportKind.Malformed:
                return [report];
            case VenueReportKind.OrderCancelReject when isCopy:
                return [];
            case VenueReportKind.OrderCancelReject:
                FixInbound.ReadIds(ref report, dialect.ClOrdIds);
                report.CancelReject = report.CancelReject with { PossDup = true };
                return [report];
            case VenueReportKind.ExecutionReport:
                FixInbound.ReadIds(ref report, dialect.ClOrdIds);
                report.ExecutionReport.PossDup = true;
                if (!isCopy) return [report];
                VenueReport copied = FixDropCopySink.Copied(in report);
                return copied.Kind == VenueReportKind.Ignored ? [] : [copied];
            default:
                return [];
        }
    }
}
