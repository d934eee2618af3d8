using System;
using Truefill.Domain;
using Truefill.Domain.Executions;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Time;
using Truefill.Engine.Codec;
using Truefill.Journal;

namespace Truefill.Engine.Inputs;

/// <summary>
/// Inputs in the journal. Recovery reads only the header; <c>journal verify --redecide</c> and <c>repro</c> read them
/// whole and decide them again.
/// </summary>
public static partial class InputCodec
{
    /// <param name="order">The order that an execution report is about; null: none, or not known which.</param>
    /// <param name="wireId">What <see cref="WireIds.Read"/> says of the report's ClOrdID(11).</param>
    public static void Write(
        FieldWriter fields,
        in Input input,
        UtcNanos at,
        SourceId source,
        Order? order,
        WireId wireId,
        NameTables names)
    {
        fields.BeginInput((byte)(FactDecoder.FirstInputType + (int)input.Kind), 1);
        fields.Put(at);
        fields.TimeBase = at;
        fields.Put(input.ReceivedAt);
        fields.Put(source);
        if (source.Value == 0) fields.Put(input.Source);
        fields.Put(input.Raw.Length);
        if (input.Kind == InputKind.ExecutionReport)
            ExecutionReportCodec.Write(fields, in input.Report, order, wireId, names);
        else if (input.Body is { } body) WriteBody(fields, input.Kind, body);
        fields.End();
        if (!input.Raw.IsEmpty) fields.Block.AppendRaw(input.Raw.Span);
    }

    /// <param name="timeBase">Engine time of the input before it in the same block; zero for the first.</param>
    public static InputHeader ReadHeader(byte type, byte version, ReadOnlySpan<byte> payload, UtcNanos timeBase)
    {
        FactFields fields = new(payload, timeBase);
        return ReadHeader(type, version, ref fields, payload);
    }

    /// <summary>An execution that somebody put in; null for every other input.</summary>
    public static NormalisedExecution? ReadExecution(
        byte type, byte version, ReadOnlySpan<byte> payload, UtcNanos timeBase)
    {
        if (type != FactDecoder.FirstInputType + (int)InputKind.NormalisedExecution) return null;
        FactFields fields = new(payload, timeBase);
        ReadHeader(type, version, ref fields, payload);
        return ReadNormalisedExecution(ref fields);
    }

    /// <summary>What a report of a trade is about; false for every other input.</summary>
    internal static bool TryReadTrade(byte type, ReadOnlySpan<byte> payload, out OrderHandle order, out ExecKey key)
    {
        order = default;
        key = default;
        if (type != FactDecoder.FirstInputType + (int)InputKind.ExecutionReport) return false;
        FactFields fields = new(payload, default);
        ReadHeader(type, version: 1, ref fields, payload);
        return ExecutionReportCodec.TryReadTrade(ref fields, out order, out key);
    }

    /// <summary>The whole input; <paramref name="raw"/> is its part of the block's raw section.</summary>
    /// <param name="books">As they were before it: what a report repeats is read from its order.</param>
    public static Input Read(
        byte type, byte version, ReadOnlySpan<byte> payload, UtcNanos timeBase, Books books, ReadOnlyMemory<byte> raw)
    {
        FactFields fields = new(payload, timeBase);
        InputHeader header = ReadHeader(type, version, ref fields, payload);
        Input input = new()
        {
            Kind = header.Kind,
            Source = header.SourceName ?? books.Names.Sources[header.Source.Value],
            ReceivedAt = header.ReceivedAt,
            Raw = raw,
        };
        if (header.Kind == InputKind.ExecutionReport) input.Report = ExecutionReportCodec.Read(ref fields, books);
        else input.Body = ReadBody(header.Kind, ref fields);
        if (!fields.AtEnd)
            throw new JournalFormatException($"Bytes are left over behind an input of kind {header.Kind}.");
        return input;
    }

    // Times behind the first are written against the input's own time, so the base moves once At is known.
    private static InputHeader ReadHeader(byte type, byte version, ref FactFields fields, ReadOnlySpan<byte> payload)
    {
        if (version != 1)
            throw new JournalFormatException($"Input type {type} has version {version}; this build reads 1.");
        UtcNanos at = fields.Time();
        fields.Rebase(at);
        UtcNanos receivedAt = fields.Time();
        SourceId source = fields.SourceId();
        string? sourceName = source.Value == 0 ? fields.String() : null;
        int rawLength = fields.Int();
        return new InputHeader(
            (InputKind)(type - FactDecoder.FirstInputType), at, receivedAt, source, sourceName, rawLength, fields.Read);
    }

    private static void WriteBody(FieldWriter fields, InputKind kind, object body)
    {
        switch (InputFamilies.Of(kind))
        {
            case InputFamily.Requests: WriteRequest(fields, body); break;
            case InputFamily.Reports: WriteReport(fields, body); break;
            case InputFamily.Venues: WriteVenue(fields, body); break;
            case InputFamily.Books: WriteBookEntry(fields, body); break;
            case InputFamily.Risk: WriteRisk(fields, body); break;
            case InputFamily.Reconciliation: WriteReconciliation(fields, body); break;
            case InputFamily.Advisories: WriteAdvisory(fields, body); break;
            case InputFamily.Lifecycle: WriteLifecycle(fields, body); break;
        }
    }

    private static object? ReadBody(InputKind kind, ref FactFields fields)
    {
        if (!Enum.IsDefined(kind))
            throw new JournalFormatException($"Input kind {(byte)kind} is not known to this build.");
        return InputFamilies.Of(kind) switch
        {
            InputFamily.Requests => ReadRequest(kind, ref fields),
            InputFamily.Reports => ReadReport(kind, ref fields),
            InputFamily.Venues => ReadVenue(kind, ref fields),
            InputFamily.Books => ReadBookEntry(kind, ref fields),
            InputFamily.Risk => ReadRisk(kind, ref fields),
            InputFamily.Reconciliation => ReadReconciliation(kind, ref fields),
            InputFamily.Advisories => ReadAdvisory(kind, ref fields),
            InputFamily.Lifecycle => ReadLifecycle(kind, ref fields),
        };
    }

    private static JournalFormatException Misplaced(object body) =>
        new($"No record is defined for an input body of type {body.GetType().Name}.");

    private static JournalFormatException Misplaced(InputKind kind) =>
        new($"Input kind {kind} is read with another family.");
}
