using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Positions;
using Truefill.Domain.Positions.Commands;
using Truefill.Engine.Codec;

namespace Truefill.Engine.Inputs;

/// <content>What people and the configuration enter into the books.</content>
public static partial class InputCodec
{
    private static void WriteBookEntry(FieldWriter fields, object body)
    {
        switch (body)
        {
            case SetMark mark:
                fields.Put(mark.Symbol);
                fields.Put(mark.Price);
                fields.Put(mark.At);
                break;
            case SetFxRate rate:
                fields.Put(rate.From);
                fields.Put(rate.To);
                fields.Put(rate.Rate);
                fields.Put(rate.At);
                break;
            case DefineInstrument instrument:
                fields.Put(instrument.Symbol);
                fields.Put(instrument.Multiplier);
                fields.Put(instrument.Tick);
                fields.Put(instrument.Lot);
                fields.Put(instrument.Currency);
                fields.Put(instrument.AllowsNonPositivePrice);
                break;
            case DefineAccount account:
                fields.Put(account.Account);
                fields.Put(account.Currency);
                fields.Put((byte)account.Method);
                fields.Put(account.Venue);
                break;
            case ImportPosition import:
                Write(fields, import);
                break;
            case TransferPosition transfer:
                Write(fields, transfer);
                break;
            case ChargeFee charge:
                fields.Put(charge.Exec);
                fields.Put(charge.Fee);
                fields.Put(charge.At);
                fields.Put(charge.VenueSeq);
                break;
            case AssignExecution assign:
                fields.Put(assign.Exec);
                fields.Put(assign.Strategy);
                fields.Put(assign.By);
                fields.Put(assign.Reason);
                break;
            default:
                throw Misplaced(body);
        }
    }

    private static void Write(FieldWriter fields, ImportPosition import)
    {
        fields.Put(import.Account);
        fields.Put(import.Strategy);
        fields.Put(import.Symbol);
        fields.Put(import.SignedQty);
        fields.Put(import.Price);
        fields.Put(import.Reference);
        fields.Put(import.By);
        fields.Put(import.Reason);
        fields.Put(import.At);
    }

    private static void Write(FieldWriter fields, TransferPosition transfer)
    {
        fields.Put(transfer.Account);
        fields.Put(transfer.From);
        fields.Put(transfer.To);
        fields.Put(transfer.Symbol);
        fields.Put(transfer.SignedQty);
        fields.Put(transfer.Price);
        fields.Put(transfer.By);
        fields.Put(transfer.Reason);
        fields.Put(transfer.At);
    }

    private static object ReadBookEntry(InputKind kind, ref FactFields fields) => kind switch
    {
        InputKind.SetMark => new SetMark(fields.String(), fields.Px(), fields.Time()),
        InputKind.SetFxRate => new SetFxRate(fields.Currency(), fields.Currency(), fields.Px(), fields.Time()),
        InputKind.DefineInstrument => new DefineInstrument(
            fields.String(), fields.Px(), fields.Px(), fields.Qty(), fields.Currency(), fields.Bool()),
        InputKind.DefineAccount => new DefineAccount(
            fields.String(), fields.Currency(), (LotMethod)fields.Byte(), fields.String()),
        InputKind.ImportPosition => new ImportPosition(
            fields.String(),
            fields.String(),
            fields.String(),
            fields.Qty(),
            fields.Px(),
            fields.ShortText(),
            fields.String(),
            fields.String(),
            fields.Time()),
        InputKind.TransferPosition => new TransferPosition(
            fields.String(),
            fields.String(),
            fields.String(),
            fields.String(),
            fields.Qty(),
            fields.NullablePx(),
            fields.String(),
            fields.String(),
            fields.Time()),
        InputKind.ChargeFee => new ChargeFee(fields.ExecKey(), fields.Fee(), fields.Time(), fields.Signed()),
        InputKind.AssignExecution => new AssignExecution(
            fields.ExecHandle(), fields.String(), fields.String(), fields.String()),
        _ => throw Misplaced(kind),
    };
}
