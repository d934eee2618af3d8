using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Orders;

namespace Truefill.Venues.Polling;

/// <content>
/// New orders. One that the broker does not answer in time is open, like one whose answer was lost: a look-up settles
/// it, or the answer where it comes after all.
/// </content>
public sealed partial class PollingVenue
{
    private void Submit(in VenueCommand command)
    {
        PollingOrder order = new(command.WireId.ToString(), command.Account, command.Symbol, command.Terms);
        AccountSymbol holding = new(command.Account, command.Symbol);
        moves.Sent(holding);
        Task<string>? sending = null;
        Task<string> call = Limited(
            limit => sending = Started(() => broker.SubmitAsync(order, limit)), CancellationToken.None);
        if (call.Exception?.InnerException is NotSentException notSent)
        {
            moves.Answered(holding);
            throw new NotSentException(notSent.Message, notSent);
        }

        TrackedOrder tracked = new(command) { Submission = call, Sending = sending ?? call };
        known.TryAdd(command.WireId, tracked);
        WhenDone(call, done => Submitted(tracked, done));
    }

    private void Submitted(TrackedOrder order, Task<string> call)
    {
        moves.Answered(order.Holding);
        Answered(order, call);

        // An adapter need not heed that it was given up. What it comes to know late is as true as in time.
        if (call.IsCanceled) WhenDone(order.Sending, late => Answered(order, late));
    }

    private void Answered(TrackedOrder order, Task<string> call)
    {
        // A look-up has found it: all that an answer could say is known.
        if (order.BrokerId is not null) return;

        // One without an id could not be asked about: it is as if the answer had been lost.
        if (call is { IsCompletedSuccessfully: true, Result: { Length: > 0 } id })
        {
            order.BrokerId = id;
            Follow(order);
            Report(order, ExecType.New, OrdStatus.New, $"new-{order.Order.WireId}");
            if (order.CancelWaits) CancelNow(order, order.CancelWireId);
            return;
        }

        Exception? error = call.Exception?.InnerException;
        if (error is RefusedByBrokerException or NotSentException)
        {
            known.TryRemove(KeyValuePair.Create(order.Order.WireId, order));
            string text = error is NotSentException ? "never sent: " + error.Message : error.Message;
            Report(order, ExecType.Rejected, OrdStatus.Rejected, $"rejected-{order.Order.WireId}", text);
        }
        else if (order.CancelWaits)
        {
            // Whether the order is there nobody knows; that its cancel never left is certain.
            RefuseCancel(order, UnknownToBroker, NoId);
        }
    }
}
