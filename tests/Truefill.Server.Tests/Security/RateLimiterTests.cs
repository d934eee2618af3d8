using System;
using System.Collections.Generic;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Security;

namespace Truefill.Server.Tests.Security;

public class RateLimiterTests
{
    private readonly ManualTime time = new();
    private readonly RateLimiter limiter;

    public RateLimiterTests() =>
        limiter = new RateLimiter("client", new RateLimitOptions(10, TimeSpan.FromSeconds(1), 5), time);

    [Fact]
    public void The_burst_passes_at_once_and_the_next_one_has_to_wait()
    {
        for (int i = 0; i < 5; i++) Assert.True(limiter.TryTake("a", out _));

        Assert.False(limiter.TryTake("a", out TimeSpan retryAfter));
        Assert.Equal(100, retryAfter.TotalMilliseconds, 1.0);
    }

    [Fact]
    public void One_key_takes_nothing_from_another()
    {
        for (int i = 0; i < 9; i++) limiter.TryTake("a", out _);

        Assert.True(limiter.TryTake("b", out _));
    }

    [Fact]
    public void Waiting_as_long_as_was_said_is_enough()
    {
        for (int i = 0; i < 5; i++) limiter.TryTake("a", out _);
        limiter.TryTake("a", out TimeSpan retryAfter);
        time.Advance(retryAfter + TimeSpan.FromMilliseconds(1));

        Assert.True(limiter.TryTake("a", out _));
        Assert.False(limiter.TryTake("a", out _));
    }

    [Fact]
    public void A_key_is_told_how_many_are_left_and_when_all_of_them_are_back()
    {
        Assert.Equal((5, TimeSpan.Zero), limiter.RoomOf("a"));
        for (int i = 0; i < 2; i++) limiter.TryTake("a", out _);
        Assert.Equal((3, TimeSpan.FromMilliseconds(200)), limiter.RoomOf("a"));
        time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal((4, TimeSpan.FromMilliseconds(100)), limiter.RoomOf("a"));
    }

    [Fact]
    public void Its_state_shows_how_much_is_used_and_who_is_refused()
    {
        limiter.TryTake("calm", out _);
        for (int i = 0; i < 7; i++) limiter.TryTake("wild", out _);

        RateLimiterState state = limiter.Read();
        Assert.Equal((2, 1.0, 2L), (state.Keys, state.Utilisation, state.Refused));
        Assert.Equal(["wild"], state.Saturated);

        time.Advance(TimeSpan.FromSeconds(11));
        state = limiter.Read();
        Assert.Equal(0, state.Utilisation);
        Assert.Empty(state.Saturated);
    }

    [Fact]
    public void Saturation_is_told_when_it_begins_and_again_after_a_calm_second()
    {
        List<string> told = [];
        limiter.Saturating += told.Add;
        for (int i = 0; i < 20; i++) limiter.TryTake("a", out _);
        Assert.Equal(["a"], told);

        time.Advance(TimeSpan.FromSeconds(5));
        for (int i = 0; i < 20; i++) limiter.TryTake("a", out _);
        Assert.Equal(["a", "a"], told);
    }

    [Fact]
    public void Ten_thousand_addresses_do_not_make_it_grow_without_end()
    {
        for (int i = 0; i < 10_000; i++) limiter.TryTake("address:" + i, out _);

        Assert.InRange(limiter.Read().Keys, 1, 4096);
    }
}
