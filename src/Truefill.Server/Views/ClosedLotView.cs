using System.Text.Json;
using Truefill.Domain;
using Truefill.Domain.Positions;

namespace Truefill.Server.Views;

/// <summary>A lot that was closed, and what that realised.</summary>
internal static class ClosedLotView
{
    /// <summary>Members of a JSON object.</summary>
    public static void Write(Utf8JsonWriter json, Books books, in ClosedLot lot)
    {
        json.WriteString("side", lot.SignedQty.Value < 0 ? "short" : "long");
        json.Number("qty", lot.SignedQty.Abs);
        json.Number("entry_px", lot.OpenPx);
        json.Number("exit_px", lot.ClosePx);
        json.Number("realized_pnl", lot.Realized);
        json.WriteString("entry_exec_id", PositionView.ExecId(books, lot.OpenedBy));
        json.WriteString("exit_exec_id", PositionView.ExecId(books, lot.ClosedBy));
    }
}
