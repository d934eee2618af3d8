using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Venues.Conformance;

/// <content>What a check sends, and waits for.</content>
public sealed partial class ConformanceRun
{
    // Every order that was handed over, by its wire id, and when.
    private readonly Dictionary<ClOrdId, VenueCommand> orders = [];
    private readonly Dictionary<ClOrdId, UtcNanos> sentAt = [];
    private int ids;

    public ClOrdId NextId() => ClOrdId.FromTrusted(prefix + ++ids);

    /// <summary>Sends an order that trades at once, of a type and life that the venue claims.</summary>
    public Task<VenueCommand> TradeAsync(Side side, ClOrdId link = default)
    {
        OrdType type = Plan.TradingType ?? OrdType.Market;
        Px? price = type == OrdType.Limit ? CrossingPrice(side) : null;
        return OrderAsync(TermsOf(side, type, Plan.TradingLife, price), link);
    }

    /// <summary>Sends an order to buy that rests below the market.</summary>
    public Task<VenueCommand> RestAsync(ClOrdId link = default) => OrderAsync(RestingTerms(), link);

    /// <summary>Sends a new order.</summary>
    public async Task<VenueCommand> OrderAsync(OrderTerms terms, ClOrdId link = default)
    {
        VenueCommand order = Unsent(terms) with { LinkId = link };
        await SendAsync(order);
        return order;
    }

    /// <summary>Sends a replace of an order that the venue has answered.</summary>
    public async Task<VenueCommand> ReplaceAsync(VenueCommand order, OrderTerms terms)
    {
        OrderId orderId = (await AcceptedAsync(order)).OrderId;
        VenueCommand replace = order with
        {
            Kind = VenueCommandKind.Replace,
            WireId = NextId(),
            OrigWireId = order.WireId,
            OrderId = orderId,
            Terms = terms,
        };
        await SendAsync(replace);
        return replace;
    }

    /// <summary>Sends a cancel of an order that the venue has answered.</summary>
    public async Task<ClOrdId> CancelAsync(VenueCommand order)
    {
        OrderId orderId = order.OrderId.IsNone ? (await AcceptedAsync(order)).OrderId : order.OrderId;
        ClOrdId id = NextId();
        await SendAsync(order with
        {
            Kind = VenueCommandKind.Cancel,
            WireId = id,
            OrigWireId = order.WireId,
            OrderId = orderId,
        });
        return id;
    }

    /// <summary>Cancels an order and waits until it is.</summary>
    public async Task EndAsync(VenueCommand order)
    {
        ClOrdId id = await CancelAsync(order);
        await ReportAsync(id, ExecType.Canceled);
    }

    public Task<ExecutionReport> AcceptedAsync(VenueCommand order) => ReportAsync(order.WireId, ExecType.New);

    /// <summary>Waits until an order's trades add up to its quantity.</summary>
    public async Task<IReadOnlyList<ExecutionReport>> FilledAsync(VenueCommand order)
    {
        await UntilAsync(
            $"trades of {order.WireId} that add up to {Target.Qty}, each under an ExecID(17) of its own",
            _ => TradesOf(order).Sum(trade => trade.LastQty?.Value ?? 0) >= Target.Qty.Value);
        return TradesOf(order);
    }

    public async Task<ExecutionReport> ReportAsync(ClOrdId id, ExecType type)
    {
        VenueReport report = await UntilAsync(
            $"ExecType(150)={type} for {id}",
            r => r.Kind == VenueReportKind.ExecutionReport
                && r.ExecutionReport.ClOrdId == id && r.ExecutionReport.ExecType == type);
        return report.ExecutionReport;
    }

    /// <summary>An order that has an id and is not sent.</summary>
    internal VenueCommand Unsent(OrderTerms terms)
    {
        ClOrdId id = NextId();
        return new VenueCommand(
            VenueCommandKind.New, new OrderHandle(++ids), id, default, default, Target.Account, Target.Symbol, terms,
            Qty.Zero);
    }

    internal OrderTerms RestingTerms(TimeInForce? life = null) =>
        TermsOf(Side.Buy, OrdType.Limit, life ?? Plan.RestingLife, Target.FarBelow);

    internal OrderTerms TermsOf(Side side, OrdType type, TimeInForce? life, Px? price, Px? stopPx = null) =>
        new(side, type, life ?? TimeInForce.Day, Target.Qty, price, stopPx);

    internal Px CrossingPrice(Side side) =>
        side == Side.Buy ? Target.BuyAt ?? Target.FarAbove : Target.SellAt ?? Target.FarBelow;

    /// <summary>Hands over a command as the engine does.</summary>
    internal async Task SendAsync(VenueCommand command)
    {
        if (isAbandoned) throw new ConformanceException($"the check was over before it sent {command.WireId}");
        bool isOrder = command.Kind != VenueCommandKind.Cancel;
        if (isOrder)
        {
            orders[command.WireId] = command;
            sentAt[command.WireId] = Target.VenueNow();
        }

        try
        {
            await CallAsync($"Send of {command.Kind} {command.WireId}", () => Venue.Send(in command));
        }
        catch (NotSentException) when (isOrder)
        {
            orders.Remove(command.WireId);
            throw;
        }
    }
}
