using System.Collections.Generic;
using Truefill.Domain.Executions.Storage;
using Truefill.Domain.Names;
using Truefill.Domain.Reconciliation;

namespace Truefill.Domain.Positions;

/// <summary>Entries that a person makes: opening lots and transfers between the strategies of an account.</summary>
public sealed partial class PositionBook
{
    private readonly List<(AccountId Account, ShortText Reference, int Entry)> imports = [];
    private readonly Dictionary<(AccountId, ShortText), int> importsByReference = [];

    /// <summary>Opens a lot at the stated price, or closes one of the other side.</summary>
    public void Apply(in PositionImported e)
    {
        PositionHandle position = HandleOf(new PositionKey(e.Account, e.Strategy, e.Symbol));
        int entry = AddOther(e.At, 0);
        importsByReference.Add((e.Account, e.Reference), imports.Count);
        imports.Add((e.Account, e.Reference, entry));
        EnterOther(entry, position, e.SignedQty.Value, e.Price.Value);
    }

    /// <summary>
    /// Leaves one strategy and enters another at the same price, so the account's total is what it was.
    /// </summary>
    public void Apply(in PositionTransferred e)
    {
        PositionHandle from = HandleOf(new PositionKey(e.Account, e.From, e.Symbol));
        PositionHandle to = HandleOf(new PositionKey(e.Account, e.To, e.Symbol));
        EnterOther(AddOther(e.At, 0), from, -e.SignedQty.Value, e.Price.Value);
        EnterOther(AddOther(e.At, 0), to, e.SignedQty.Value, e.Price.Value);
    }

    /// <summary>A correction counts at the moment of the list that it agrees with.</summary>
    public void Apply(in ProvisionalBooked e) => EnterOther(
        AddOther(e.AsOf, 0),
        HandleOf(new PositionKey(e.Account, e.Strategy, e.Symbol)),
        e.SignedQty.Value,
        e.Price.Value);

    /// <summary>What gives way does so at the same moment and price: it leaves nothing behind.</summary>
    public void Apply(in ProvisionalReplaced e) => EnterOther(
        AddOther(e.AsOf, 0),
        HandleOf(new PositionKey(e.Account, e.Strategy, e.Symbol)),
        e.SignedQty.Value,
        e.Price.Value);

    /// <summary>The opening lot that was imported under a reference, if one was.</summary>
    internal bool TryGetImport(AccountId account, in ShortText reference, out PositionKey key, out decimal signedQty,
        out decimal px)
    {
        if (!importsByReference.TryGetValue((account, reference), out int index))
        {
            (key, signedQty, px) = (default, 0, 0);
            return false;
        }

        ref readonly EntryRecord entry = ref Entry(imports[index].Entry);
        (key, signedQty, px) = (positions[entry.Position].Key, entry.SignedQty, entry.Px);
        return true;
    }

    private void EnterOther(int handle, PositionHandle position, decimal signedQty, decimal px)
    {
        ref EntryRecord entry = ref Entry(handle);
        entry.Position = position.Value;
        entry.SetTerms(signedQty, px);
        Enter(handle);
    }
}
