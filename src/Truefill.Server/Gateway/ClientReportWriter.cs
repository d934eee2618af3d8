using System;
using System.Globalization;
using System.Text;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Fix;

namespace Truefill.Server.Gateway;

/// <summary>Reports as FIX of one version: the fields of the body.</summary>
internal sealed class ClientReportWriter(FixVersion version)
{
    private const int TextBytesMax = 500;
    private const int RestatedByBroker = 4;
    private const int RejectedByBroker = 0;
    private const int CancelRejectedByBroker = 2;
    private const byte MassCancelRefused = (byte)'0';
    private const int MassCancelRefusedByBroker = 99;

    // Stands for what a field cannot hold.
    private const byte Unwritable = (byte)'?';

    private readonly FixDictionary dictionary = FixDictionary.For(version);

    // 4.2 and those before it: ExecTransType(20), and types that follow the status.
    private bool IsFix42 => version <= FixVersion.Fix42;

    private bool IsFix40 => version == FixVersion.Fix40;

    private bool IsBefore42 => version < FixVersion.Fix42;

    private FixTimePrecision Precision => IsBefore42 ? FixTimePrecision.Seconds : FixTimePrecision.Milliseconds;

    public static ReadOnlySpan<byte> MsgTypeOf(ClientReportKind kind) => kind switch
    {
        ClientReportKind.OrderCancelReject => MsgTypes.OrderCancelReject,
        ClientReportKind.OrderMassCancelReport => MsgTypes.OrderMassCancelReport,
        _ => MsgTypes.ExecutionReport,
    };

    public void Write(ref FixMessageWriter writer, ClientReport report)
    {
        switch (report.Kind)
        {
            case ClientReportKind.OrderCancelReject: WriteCancelReject(ref writer, report); break;
            case ClientReportKind.OrderMassCancelReport: WriteMassCancel(ref writer, report); break;
            default: WriteExecution(ref writer, report); break;
        }
    }

    private void WriteExecution(ref FixMessageWriter writer, ClientReport report)
    {
        writer.Append(Tags.OrderID, report.OrderId);
        if (!IsFix40) Append(ref writer, Tags.SecondaryOrderID, report.VenueOrderId.Text);
        if (!IsFix42) Append(ref writer, Tags.SecondaryExecID, report.VenueExecId.Text);
        Append(ref writer, Tags.ClOrdID, report.ClOrdId.Text);
        if (!IsFix40) Append(ref writer, Tags.OrigClOrdID, report.OrigClOrdId.Text);
        WriteAnswer(ref writer, report);
        writer.Append(Tags.ExecID, report.ExecId);
        if (IsFix42) writer.AppendChar(Tags.ExecTransType, TransTypeOf(report.ExecType));
        if (report.ExecRefId is { } reference) writer.Append(Tags.ExecRefID, reference);
        OrdStatus status = StatusOf(report);
        if (!IsFix40) writer.AppendChar(Tags.ExecType, TypeOf(report, status));
        writer.AppendChar(Tags.OrdStatus, (byte)status);
        if (report.OrdStatus == OrdStatus.Rejected && report.ExecType == ExecType.Rejected)
            writer.AppendInt(Tags.OrdRejReason, ReasonOf(report));
        if (report.ExecType == ExecType.Restated && !IsBefore42)
            writer.AppendInt(
                Tags.ExecRestatementReason,
                Listed(Tags.ExecRestatementReason, report.VenueReason ?? RestatedByBroker) ?? RestatedByBroker);
        Append(ref writer, Tags.Account, report.Account);
        Append(ref writer, Tags.Symbol, report.Symbol);
        WriteTerms(ref writer, report);
        if (report.LastQty is { } lastQty)
        {
            Append(ref writer, Tags.LastQty, lastQty.Value);
            Append(ref writer, Tags.LastPx, report.LastPx.Value);
            Append(ref writer, Tags.LastMkt, report.Venue);
        }
        else if (IsBefore42)
        {
            // Required of every report, also where nothing was traded.
            writer.AppendInt(Tags.LastQty, 0);
            writer.AppendInt(Tags.LastPx, 0);
        }

        if (!IsFix40) Append(ref writer, Tags.LeavesQty, report.LeavesQty.Value);
        Append(ref writer, Tags.CumQty, report.CumQty.Value);
        Append(ref writer, Tags.AvgPx, report.AvgPx.Value);
        writer.AppendUtcTimestamp(Tags.TransactTime, report.TransactTime.Value, Precision);
        WriteText(ref writer, report.Text);
    }

    private void WriteTerms(ref FixMessageWriter writer, ClientReport report)
    {
        OrderTerms terms = report.Terms;
        if (terms.Side != default) writer.AppendChar(Tags.Side, (byte)('0' + (byte)terms.Side));
        Append(ref writer, Tags.OrderQty, report.OrderQty.Value);
        if (terms.OrdType is not (default(OrdType) or OrdType.Other))
            writer.AppendChar(Tags.OrdType, (byte)terms.OrdType);
        if (terms.Price is { } price) Append(ref writer, Tags.Price, price.Value);
        if (terms.StopPx is { } stop) Append(ref writer, Tags.StopPx, stop.Value);
        if (terms.TimeInForce != default) writer.AppendChar(Tags.TimeInForce, (byte)terms.TimeInForce);
        if (!terms.ExpireTime.IsNone)
            writer.AppendUtcTimestamp(Tags.ExpireTime, terms.ExpireTime.Value, Precision);
    }

    private static void WriteAnswer(ref FixMessageWriter writer, ClientReport report)
    {
        if (report.QuestionId is not { } id) return;
        Append(ref writer, report.TotNumReports is null ? Tags.OrdStatusReqID : Tags.MassStatusReqID, id);
        if (report.TotNumReports is not { } total) return;
        writer.AppendInt(Tags.TotNumReports, total);
        writer.AppendBoolean(Tags.LastRptRequested, report.IsLast);
    }

    private void WriteCancelReject(ref FixMessageWriter writer, ClientReport report)
    {
        writer.Append(Tags.OrderID, report.OrderId);
        Append(ref writer, Tags.ClOrdID, report.ClOrdId.Text);
        if (!IsFix40)
        {
            // Required, also where the client named an order that is not there by its OrderID(37) alone.
            if (report.OrigClOrdId.IsNone) writer.Append(Tags.OrigClOrdID, "NONE");
            else Append(ref writer, Tags.OrigClOrdID, report.OrigClOrdId.Text);
            writer.AppendChar(Tags.OrdStatus, (byte)StatusOf(report));
        }

        if (!IsFix42) Append(ref writer, Tags.Account, report.Account);
        if (!IsBefore42)
        {
            writer.AppendUtcTimestamp(Tags.TransactTime, report.TransactTime.Value);
            writer.AppendChar(Tags.CxlRejResponseTo, report.ToReplace ? (byte)'2' : (byte)'1');
        }

        int reason = report.VenueReason ?? ClientReportText.CxlRejReasonOf(report.Refusal, IsFix42);
        int? listed = Listed(Tags.CxlRejReason, reason);

        // 4.0 has no reason that fits all others, and does not require one.
        if (listed is not null || !IsFix40) writer.AppendInt(Tags.CxlRejReason, listed ?? CancelRejectedByBroker);
        WriteText(ref writer, report.Text);
    }

    private void WriteMassCancel(ref FixMessageWriter writer, ClientReport report)
    {
        const int MassActionReportId = 1369;
        if (version >= FixVersion.Fix50) writer.Append(MassActionReportId, report.OrderId);
        else writer.Append(Tags.OrderID, report.OrderId);
        Append(ref writer, Tags.ClOrdID, report.ClOrdId.Text);
        byte type = report.IsForSymbol ? (byte)'1' : (byte)'7';
        writer.AppendChar(Tags.MassCancelRequestType, type);
        bool isRefused = report is { AffectedOrders: 0, RefusedOrders: > 0 };
        writer.AppendChar(Tags.MassCancelResponse, isRefused ? MassCancelRefused : type);
        if (isRefused && Listed(Tags.MassCancelRejectReason, MassCancelRefusedByBroker) is { } reason)
            writer.AppendInt(Tags.MassCancelRejectReason, reason);
        writer.AppendInt(Tags.TotalAffectedOrders, report.AffectedOrders);
        Append(ref writer, Tags.Account, report.Account);
        Append(ref writer, Tags.Symbol, report.Symbol);
        writer.AppendUtcTimestamp(Tags.TransactTime, report.TransactTime.Value);
        WriteText(ref writer, report.Text);
    }

    // A venue may speak another version than the client, and has reasons that the client's does not list.
    private int? Listed(int tag, int reason)
    {
        Span<byte> text = stackalloc byte[16];
        bool isListed = reason.TryFormat(text, out int length, provider: CultureInfo.InvariantCulture)
            && dictionary.IsListed(tag, text[..length]);
        return isListed ? reason : null;
    }

    private int ReasonOf(ClientReport report)
    {
        int reason = report.Refusal != DenyReason.None
            ? ClientReportText.OrdRejReasonOf(report.Refusal, IsFix42)
            : report.VenueReason ?? ClientReportText.OrdRejReasonOf(DenyReason.None, IsFix42);
        return Listed(Tags.OrdRejReason, reason) ?? RejectedByBroker;
    }

    // Replaced is a status up to 4.2 only, where it follows every replace that left nothing filled. Before 4.2 a
    // pending replace is written as a pending cancel is.
    private OrdStatus StatusOf(ClientReport report) => report.OrdStatus switch
    {
        OrdStatus.Replaced when !IsFix42 => OrdStatus.New,
        OrdStatus.New when IsFix42 && report.ExecType == ExecType.Replaced => OrdStatus.Replaced,
        OrdStatus.PendingReplace when IsBefore42 => OrdStatus.PendingCancel,
        var status => status,
    };

    // 4.2 has no types for trades, busts and questions: ExecTransType(20) tells them, and the type is the status.
    private byte TypeOf(ClientReport report, OrdStatus status) => report.ExecType switch
    {
        ExecType.Trade when IsFix42 =>
            report.OrderQty.IsPositive && report.CumQty >= report.OrderQty ? (byte)'2' : (byte)'1',
        ExecType.TradeCancel or ExecType.TradeCorrect or ExecType.OrderStatus when IsFix42 => (byte)status,
        ExecType.PendingReplace or ExecType.Restated when IsBefore42 => (byte)status,
        var type => (byte)type,
    };

    private static byte TransTypeOf(ExecType type) => type switch
    {
        ExecType.TradeCancel => (byte)'1',
        ExecType.TradeCorrect => (byte)'2',
        ExecType.OrderStatus => (byte)'3',
        _ => (byte)'0',
    };

    private static void WriteText(ref FixMessageWriter writer, string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return;
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> shown = bytes.AsSpan(0, Math.Min(bytes.Length, TextBytesMax));

        // A venue's words may hold what a field cannot.
        foreach (ref byte each in shown)
            if (each is < 0x20 or 0x7F) each = (byte)' ';
        writer.Append(Tags.Text, shown);
    }

    // A venue's id, and the id of an order from before ids were looked at where they come in, may hold what a field
    // cannot. The report is told all the same.
    private static void Append(ref FixMessageWriter writer, int tag, ShortText text)
    {
        if (text.IsEmpty) return;
        if (FixPrintable.Is(text.Utf8))
        {
            writer.Append(tag, text.Utf8);
            return;
        }

        Span<byte> shown = stackalloc byte[ShortText.MaxBytes];
        shown = shown[..text.Length];
        text.Utf8.CopyTo(shown);
        foreach (ref byte each in shown)
            if (each is < 0x20 or 0x7F) each = Unwritable;
        writer.Append(tag, shown);
    }

    // A name of the configuration may be in any letters.
    private static void Append(ref FixMessageWriter writer, int tag, string text)
    {
        if (text.Length == 0) return;
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            writer.Append(tag, text);
            return;
        }

        writer.Append(tag, string.Create(text.Length, text, static (shown, from) =>
        {
            for (int i = 0; i < shown.Length; i++) shown[i] = from[i] is >= ' ' and <= '~' ? from[i] : (char)Unwritable;
        }));
    }

    private static void Append(ref FixMessageWriter writer, int tag, decimal value) =>
        writer.AppendDecimal(tag, ExactDecimal.Normalize(value));
}
