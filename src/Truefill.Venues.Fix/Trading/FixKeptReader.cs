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

    /// <param name="settings">Those of the venue's session, for its dialect.</param>
    public FixKeptReader(FixVenueSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
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
        if (parsed.IsOk)
        {
            type = Encoding.ASCII.GetString(message.MsgType);
            mapper.Map(in message, receivedAt, ref report);
        }
        else
        {
            FixReportMapper.Describe(parsed, raw.Span, separator, receivedAt, ref report);
        }

        report.Raw = raw;
        return new FixKeptMessage(type, Reports(ref report));
    }

    private List<VenueReport> Reports(ref VenueReport report)
    {
        switch (report.Kind)
        {
            case VenueReportKind.Malformed:
                return [report];
            case VenueReportKind.OrderCancelReject:
                FixInbound.ReadIds(ref report, dialect.ClOrdIds);
                report.CancelReject = report.CancelReject with { PossDup = true };
                return [report];
            case VenueReportKind.ExecutionReport:
                FixInbound.ReadIds(ref report, dialect.ClOrdIds);
                report.ExecutionReport.PossDup = true;
                return [report];
            default:
                return [];
        }
    }
}
