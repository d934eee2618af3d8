using System;
using System.Threading;
using Truefill.Domain.Time;
using Truefill.Server.Http;

namespace Truefill.Server.Security;

/// <summary>
/// Ends what a caller listens to when its token does. Looks at the clock again and again instead of computing once how
/// long that is: the clock may be set, and a year is more than a timer takes.
/// </summary>
internal sealed class TokenLife : IDisposable
{
    private static readonly TimeSpan LookMax = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource end;
    private readonly Func<UtcNanos> clock;
    private readonly UtcNanos expires;
    private readonly Timer? timer;

    /// <param name="alsoEnds">The listening ends with this too.</param>
    public TokenLife(Caller caller, Func<UtcNanos> clock, CancellationToken alsoEnds)
    {
        end = CancellationTokenSource.CreateLinkedTokenSource(alsoEnds);
        this.clock = clock;
        expires = caller.Expires;
        if (expires.IsNone) return;
        timer = new Timer(static life => ((TokenLife)life!).Look(), this, Timeout.Infinite, Timeout.Infinite);
        Look();
    }

    public CancellationToken End => end.Token;

    public bool HasExpired => !expires.IsNone && clock() >= expires;

    public void Dispose()
    {
        timer?.Dispose();
        end.Dispose();
    }

    private void Look()
    {
        try
        {
            UtcNanos now = clock();
            if (now >= expires)
            {
                end.Cancel();
                return;
            }

            TimeSpan left = TimeSpan.FromMilliseconds((expires.Value - now.Value) / 1_000_000 + 1);
            timer!.Change(left < LookMax ? left : LookMax, Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // The listening has ended by itself.
        }
    }
}
