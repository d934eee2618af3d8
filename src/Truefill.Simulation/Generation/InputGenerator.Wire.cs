using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Engine.Inputs;

namespace Truefill.Simulation.Generation;

public sealed partial class InputGenerator
{
    /// <summary>What the wire does to one message. True: it does not come now, and perhaps never.</summary>
    private bool Deliver(int slot)
    {
        ref Input input = ref outbox[slot];
        if (input.Kind == InputKind.OrderCancelReject) return HoldReject(in input);
        if (input.Kind != InputKind.ExecutionReport) return false;
        if (input.Report.ExecType == ExecType.Trade) MisuseTrade(ref input);
        MakeNoise(ref input);
        if (Hold(ref input)) return true;
        if (Has(FaultKind.Duplicate)) Park(in input, chance.Between(1, 200));
        if (Has(FaultKind.PossDupResend)) ParkPossDup(in input, chance.Between(1, 300));
        if (owners[slot] is not { } owner || owner.Serial != ownerSerials[slot]) return false;
        if (owner.OrderIdKnown && input.Report.ExecType == ExecType.Trade && Has(FaultKind.OrderIdOnly))
            input.Report.ClOrdId = input.Report.OrigClOrdId = default;
        owner.OrderIdKnown = true;
        return false;
    }

    private bool HoldReject(in Input input) => Has(FaultKind.Delay) && Park(in input, chance.Between(2, 60));

    private bool Hold(ref Input input)
    {
        bool isPending =
            input.Report.ExecType is ExecType.PendingCancel or ExecType.PendingReplace or ExecType.PendingNew;
        if (isPending && Has(FaultKind.PendingLost)) return true;
        if (Has(FaultKind.LostThenResent)) return ParkPossDup(in input, chance.Between(100, 1000));
        if (Has(FaultKind.Delay)) return Park(in input, chance.Between(2, 60));
        return Has(FaultKind.Reorder) && Park(in input, chance.Between(1, 2));
    }

    private bool ParkPossDup(in Input input, int steps)
    {
        Input copy = input;
        copy.Report.PossDup = true;
        return Park(in copy, steps);
    }

    // Copies of a trade with something wrong; the trade itself comes too.
    private void MisuseTrade(ref Input input)
    {
        if (Has(FaultKind.Conflict)) ParkConflict(in input);
        if (Has(FaultKind.EmptyExecId)) ParkWith(in input, default, input.Report.LastQty, input.Report.LastPx);
        if (Has(FaultKind.GarbageNumber)) ParkGarbage(in input);
        if (Has(FaultKind.HugeNotional))
        {
            ParkWith(
                in input, new ExecId(NewId('G')),
                Quantity.Of(999_999_999_999_999_999m), Quantity.Price(99_999_999.999_999_999m));
        }

        if (input.Report.Scope == 0 && Has(FaultKind.CrossChannelDuplicate)) ParkCrossChannel(in input);
        if (Has(FaultKind.UnknownOrderFill)) ParkUnknown(in input, input.Report.SymbolName);
        if (Has(FaultKind.UnknownSymbol)) ParkUnknown(in input, "MYSTERY");
        if (Has(FaultKind.Unattributable)) ParkUnattributable(in input);
    }

    private void ParkConflict(in Input input)
    {
        Input copy = input;
        int what = chance.Below(3);
        if (what == 0) copy.Report.LastQty += Quantity.Of(1m);
        else if (what == 1) copy.Report.LastPx = Quantity.Price(copy.Report.LastPx!.Value.Value + 1);
        else copy.Report.Side = copy.Report.Side == Side.Buy ? Side.Sell : Side.Buy;
        Park(in copy, chance.Between(1, 300));
    }

    private void ParkGarbage(in Input input)
    {
        ExecId id = new(NewId('G'));
        int what = chance.Below(4);
        Qty quantity = input.Report.LastQty!.Value;
        if (what == 0) ParkWith(in input, id, Qty.Zero, input.Report.LastPx);
        else if (what == 1) ParkWith(in input, id, -quantity, input.Report.LastPx);
        else if (what == 2) ParkWith(in input, id, null, input.Report.LastPx);
        else ParkWith(in input, id, quantity, null);
    }

    private void ParkWith(in Input input, ExecId id, Qty? quantity, Px? price)
    {
        Input copy = input;
        copy.Report.ExecId = id;
        copy.Report.LastQty = quantity;
        copy.Report.LastPx = price;
        Park(in copy, 1);
    }

    private void ParkUnknown(in Input input, string? symbol)
    {
        Input copy = input;
        copy.Report.ClOrdId = new ClOrdId(NewId('U'));
        copy.Report.OrigClOrdId = default;
        copy.Report.OrderId = new OrderId(NewId('W'));
        copy.Report.ExecId = new ExecId(NewId('F'));
        copy.Report.SymbolName = symbol;
        Park(in copy, chance.Between(1, 9));
    }

    private void ParkUnattributable(in Input input)
    {
        Input copy = input;
        copy.Report.ClOrdId = copy.Report.OrigClOrdId = default;
        copy.Report.OrderId = default;
        copy.Report.ExecId = new ExecId(NewId('F'));
        copy.Report.SymbolName = copy.Report.AccountName = null;
        Park(in copy, 1);
    }

    // Late enough that the session's own report comes first, unless the wire loses that.
    private void ParkCrossChannel(in Input input)
    {
        Input copy = input;
        copy.Kind = InputKind.NormalisedExecution;
        copy.Source = "redis";
        copy.Body = new NormalisedExecution
        {
            Symbol = input.Report.SymbolName!,
            Side = input.Report.Side!.Value,
            LastQty = input.Report.LastQty!.Value,
            LastPx = input.Report.LastPx!.Value,
            ExecId = input.Report.ExecId,
            TransactTime = input.Report.TransactTime,
            Account = input.Report.AccountName!,
            Venue = VenueNames[0],
        };
        Park(in copy, 1500);
    }

    private void MakeNoise(ref Input input)
    {
        if (Has(FaultKind.MalformedBytes)) ParkMalformed(in input, DeadLetterReason.Malformed, "no tag at byte 0");
        if (Has(FaultKind.TooLongId)) ParkMalformed(in input, DeadLetterReason.InvalidValue, "ExecID(17) has 48 bytes");
        if (Has(FaultKind.OverPreciseNumber))
            ParkMalformed(in input, DeadLetterReason.NumberOutOfRange, "LastPx(31) has 11 decimals");
        if (Has(FaultKind.UnknownOrderReport)) ParkUnknownReport(in input);
        if (Has(FaultKind.UnknownCancelReject)) ParkUnknownReject(in input);
    }

    private void ParkMalformed(in Input input, DeadLetterReason reason, string detail)
    {
        byte[] raw = new byte[chance.Between(1, 48)];
        for (int i = 0; i < raw.Length; i++) raw[i] = (byte)chance.Below(256);
        Input made = new()
        {
            Kind = InputKind.Malformed,
            Source = input.Source,
            Raw = raw,
            Body = new MalformedInput(reason, detail, input.Report.VenueSeq),
        };
        Park(in made, 1);
    }

    private void ParkUnknownReport(in Input input)
    {
        Input copy = input;
        copy.Report.ExecType = chance.OneIn(2) ? ExecType.Canceled : ExecType.OrderStatus;
        copy.Report.OrdStatus = chance.OneIn(2) ? OrdStatus.Rejected : OrdStatus.Canceled;
        copy.Report.ClOrdId = new ClOrdId(NewId('U'));
        copy.Report.OrigClOrdId = default;
        copy.Report.OrderId = default;
        copy.Report.ExecId = new ExecId(NewId('F'));
        copy.Report.ExecRefId = default;
        copy.Report.LastQty = null;
        copy.Report.LastPx = null;
        copy.Report.Fee = null;
        Park(in copy, 1);
    }

    private void ParkUnknownReject(in Input input)
    {
        Input made = new()
        {
            Kind = InputKind.OrderCancelReject,
            Source = input.Source,
            Body = new OrderCancelReject
            {
                Venue = input.Report.Venue,
                ClOrdId = new ClOrdId(NewId('U')),
                OrigClOrdId = new ClOrdId(NewId('U')),
                OrdStatus = OrdStatus.Rejected,
                Reason = 1,
                TransactTime = input.Report.TransactTime,
            },
        };
        Park(in made, 1);
    }
}
