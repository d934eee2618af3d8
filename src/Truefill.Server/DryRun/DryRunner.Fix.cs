using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;
using Truefill.Fix;
using Truefill.Venues;
using Truefill.Venues.Fix;

namespace Truefill.Server.DryRun;

/// <content>A FIX log. Every line that is not blank is one message or says why it is none.</content>
public sealed partial class DryRunner
{
    private readonly FixFieldIndex index = new();
    private readonly Dictionary<string, FixReportMapper> mappers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> sources = new(StringComparer.Ordinal);
    private VenueReport report;
    private UtcNanos clock;
    private byte[] completed = [];
    private (byte[] BeginString, byte[] CompId, FixReportMapper Mapper, string Source)? session;

    private void ReadFix(Stream stream)
    {
        FixLogReader reader = new(stream, options.LineBytesMax);
        bool? endIsStripped = null;
        while (reader.TryRead(out FixLogLine line))
        {
            if (line.Number % options.ProgressLines == 0)
                options.OnProgress?.Invoke(new DryRunProgress(file, line.Offset, line.Number));
            switch (line.Kind)
            {
                case FixLogLineKind.Blank: break;
                case FixLogLineKind.Message:
                    ReadOnlySpan<byte> message = line.Message.TrimEnd(" \t"u8);
                    endIsStripped ??= EndIsStripped(message);
                    Take(line.Number, line.Raw, endIsStripped.Value ? Complete(message) : message);
                    break;
                case FixLogLineKind.NoMessage:
                    const string Reason = "no message on this line: 8=FIX is missing";
                    Refuse(line.Number, line.Raw, DeadLetterReason.Malformed, Reason);
                    break;
                case FixLogLineKind.TooLong:
                    Refuse(
                        line.Number,
                        line.Raw,
                        DeadLetterReason.Oversized,
                        $"the line has {line.Bytes} bytes, more than {options.LineBytesMax}");
                    break;
            }
        }
    }

    private void Take(long line, ReadOnlySpan<byte> raw, ReadOnlySpan<byte> bytes)
    {
        byte separator = FixParser.DetectSeparator(bytes);
        FixParseOptions how = options.Dialect.ParseOptions;
        FixParseResult parsed = FixParser.Parse(bytes, index, out FixMessage message, how, separator);
        if (!parsed.IsOk)
        {
            FixReportMapper.Describe(parsed, bytes, separator, clock, ref report);
            Refuse(line, raw, report.Reason, report.Detail ?? "", report.MsgSeqNum);
            return;
        }

        if (message.TryGetUtcTimestamp(Tags.SendingTime, out long sent) == FixRead.Found)
            clock = UtcNanos.Max(clock, new UtcNanos(sent));
        FixReportMapper mapper = MapperOf(in message, out string source);
        mapper.Map(in message, clock, ref report);
        if (report.Kind == VenueReportKind.Malformed)
        {
            Refuse(line, raw, report.Reason, report.Detail ?? "", report.MsgSeqNum);
            return;
        }

        Count(Step(source, in report));
        KeepDeadLetter(line, report.MsgSeqNum, raw);
        KeepViolations(line, ReportedId(in report));
        KeepHistory(line);
    }

    private InputOutcome Step(string source, in VenueReport said)
    {
        VenueInputs.Fill(ref core.Next, in said, source);
        return core.Step(clock);
    }

    private void Refuse(long line, ReadOnlySpan<byte> raw, DeadLetterReason reason, string detail, long msgSeqNum = 0)
    {
        core.Next = new Input
        {
            Kind = InputKind.Malformed,
            Source = InputSource.DryRun,
            ReceivedAt = clock,
            Body = new MalformedInput(reason, detail, msgSeqNum),
        };
        Count(core.Step(clock));
        KeepDeadLetter(line, msgSeqNum, raw);
    }

    private void KeepHistory(long line)
    {
        if (report.Kind is not (VenueReportKind.ExecutionReport or VenueReportKind.OrderCancelReject)) return;
        if (core.Last.DeadLetter is not null) return;
        KeepHistory(
            line,
            OrderOfReport(),
            report.Kind == VenueReportKind.ExecutionReport ? report.ExecutionReport.ExecType : null);
    }

    // The facts tell; a report that led to none is looked up as the core does.
    private OrderHandle OrderOfReport()
    {
        if (!core.Last.Order.IsNone) return core.Last.Order;
        if (!core.Last.Exec.IsNone) return core.Books.Executions[core.Last.Exec].Order;
        OrderTable orders = core.Books.Orders;
        bool isReject = report.Kind == VenueReportKind.OrderCancelReject;
        VenueId venue = isReject ? report.CancelReject.Venue : report.ExecutionReport.Venue;
        ClOrdId own = isReject ? report.CancelReject.ClOrdId : report.ExecutionReport.ClOrdId;
        ClOrdId original = isReject ? report.CancelReject.OrigClOrdId : report.ExecutionReport.OrigClOrdId;
        OrderId id = isReject ? report.CancelReject.OrderId : report.ExecutionReport.OrderId;
        AccountId account = default;
        string? name = isReject ? null : report.ExecutionReport.AccountName;
        if (name is not null && core.Books.Names.Accounts.TryGet(name, out int handle))
            account = new AccountId(handle);
        OrderLookup found = orders.FindWire(venue, own, account);
        if (!found.IsFound) found = orders.FindWire(venue, original, account);
        if (!found.IsFound) found = orders.FindOrderId(venue, id);
        return found.IsFound ? found.Order : default;
    }

    private static ClOrdId ReportedId(in VenueReport said) => said.Kind switch
    {
        VenueReportKind.ExecutionReport => said.ExecutionReport.ClOrdId,
        VenueReportKind.OrderCancelReject => said.CancelReject.ClOrdId,
        _ => default,
    };

    // Ids are unique per venue. Who sends reports, and who gets requests, is the venue; two FIX versions are two of
    // them.
    private FixReportMapper MapperOf(in FixMessage message, out string source)
    {
        message.TryGet(Tags.BeginString, out ReadOnlySpan<byte> begin);
        bool isReport = message.MsgType.Length == 1 && message.MsgType[0] is (byte)'8' or (byte)'9';
        message.TryGet(isReport ? Tags.SenderCompID : Tags.TargetCompID, out ReadOnlySpan<byte> compId);
        if (session is { } last && begin.SequenceEqual(last.BeginString) && compId.SequenceEqual(last.CompId))
        {
            source = last.Source;
            return last.Mapper;
        }

        string name = $"{Encoding.Latin1.GetString(begin)}:{Encoding.Latin1.GetString(compId)}";
        if (!mappers.TryGetValue(name, out FixReportMapper? mapper))
        {
            mapper = new FixReportMapper(core.DefineVenue(name), name, options.Dialect);
            mappers.Add(name, mapper);
            sources.Add(name, InputSource.OfVenue(name));
        }

        source = sources[name];
        session = (begin.ToArray(), compId.ToArray(), mapper, source);
        return mapper;
    }

    // Some logs write their messages without the last separator; the first message of a file tells.
    private bool EndIsStripped(ReadOnlySpan<byte> message)
    {
        byte separator = FixParser.DetectSeparator(message);
        return !FixParser.Parse(message, index, out _, options.Dialect.ParseOptions, separator).IsOk
            && FixParser.Parse(Complete(message), index, out _, options.Dialect.ParseOptions, separator).IsOk;
    }

    private ReadOnlySpan<byte> Complete(ReadOnlySpan<byte> message)
    {
        if (message[^1] == FixParser.DetectSeparator(message)) return message;
        if (completed.Length <= message.Length)
            completed = new byte[Math.Max(message.Length + 1, completed.Length * 2)];
        message.CopyTo(completed);
        completed[message.Length] = FixParser.DetectSeparator(message);
        return completed.AsSpan(0, message.Length + 1);
    }
}
