using System;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Engine.Reading;
using Truefill.Server.Http;

namespace Truefill.Server.Alpaca;

/// <summary>
/// Waits for the venues' answers to an account's cancels. An order that may still execute counts against what closes
/// its position, so a position that a working order sells cannot be sold by another one before that.
/// </summary>
internal static class CancelsAnswered
{
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Ends once none is outstanding, or after ten seconds: what no venue answers is not waited for.</summary>
    public static async Task Wait(ApiCall call, string account)
    {
        TimeProvider time = call.Services.Context.Time;
        long began = time.GetTimestamp();
        while (call.Services.Read(replica => IsAnyOutstanding(replica, account))
            && time.GetElapsedTime(began) < WaitMax)
            await Task.Delay(Interval, time, call.Context.RequestAborted);
    }

    private static bool IsAnyOutstanding(Replica replica, string account)
    {
        AccountId handle = AlpacaAccount.In(replica.Books, account);
        foreach (Order order in replica.Books.Orders.Open)
            if (order.Account == handle && order.Outstanding(RequestKind.Cancel) is not null) return true;
        return false;
    }
}
