using System.Linq;
using Truefill.Domain.Orders;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Risk.Limits;
using static Truefill.Domain.Tests.Risk.GateRig;

namespace Truefill.Domain.Tests.Risk;

public sealed class LimitTests
{
    private readonly GateRig rig = new();

    [Fact]
    public void A_trader_tightens_at_once()
    {
        Configure(100);
        Assert.Equal(DenyReason.None, Set(50, hasRiskRole: false));
        Assert.Equal(DenyReason.OrderQtyTooLarge, rig.New(Buy(51, 10)));
    }

    [Fact]
    public void Only_the_risk_role_loosens_and_no_further_than_the_configuration()
    {
        Configure(100);
        Set(50, hasRiskRole: false);
        Assert.Equal(DenyReason.RiskRoleRequired, Set(100, hasRiskRole: false));
        Assert.Equal(DenyReason.LimitAboveConfigured, Set(101, hasRiskRole: true));
        Assert.Equal(DenyReason.LimitAboveConfigured, Set(null, hasRiskRole: true));
        Assert.Equal(DenyReason.None, Set(100, hasRiskRole: true));
        Assert.Equal(DenyReason.None, rig.New(Buy(100, 10)));
    }

    [Fact]
    public void One_bad_change_leaves_all_as_it_was()
    {
        Configure(100);
        SetLimits both = new([Value(50), Value(101)], "ann", "why", HasRiskRole: true);
        Assert.Equal(DenyReason.LimitAboveConfigured, rig.Set(both));
        Assert.Equal(DenyReason.None, rig.New(Buy(100, 10)));
    }

    [Fact]
    public void Nobody_changes_a_limit_without_a_name_and_a_reason()
    {
        Assert.Equal(DenyReason.MalformedRequest, rig.Set(new SetLimits([Value(1)], "", "why", true)));
        Assert.Equal(DenyReason.MalformedRequest, rig.Set(new SetLimits([Value(1)], "ann", "", true)));
    }

    [Fact]
    public void What_a_person_tightened_stays_when_the_configuration_is_read_again()
    {
        Configure(100);
        Set(50, hasRiskRole: false);
        Configure(200, "other");
        Assert.Equal(DenyReason.OrderQtyTooLarge, rig.New(Buy(51, 10)));
        Configure(40, "third");
        Assert.Equal(DenyReason.OrderQtyTooLarge, rig.New(Buy(41, 10)));
    }

    [Fact]
    public void What_a_person_tightened_holds_again_after_a_tighter_configuration()
    {
        Configure(1000);
        Set(500, hasRiskRole: false);
        Configure(300, "tight");
        Assert.Equal(300m, InForce);
        Configure(1000);
        Assert.Equal(500m, InForce);
        Configure(500, "equal");
        Configure(2000, "wide");
        Assert.Equal(500m, InForce);
    }

    [Fact]
    public void What_a_person_tightened_outlasts_a_configuration_without_the_limit()
    {
        Configure(1000);
        Set(500, hasRiskRole: false);
        Assert.Equal(DenyReason.None, rig.Define(new DefineLimits([], "none", IsLive: false)));
        Assert.Equal(500m, InForce);
        Configure(1000);
        Assert.Equal(500m, InForce);
    }

    [Fact]
    public void A_trader_who_states_what_the_configuration_says_takes_back_nothing_of_what_was_tightened()
    {
        Configure(1000);
        Set(500, hasRiskRole: false);
        Configure(300, "tight");
        Assert.Equal(DenyReason.None, Set(300, hasRiskRole: false));
        Configure(1000);
        Assert.Equal(500m, InForce);
    }

    [Fact]
    public void What_the_risk_role_loosened_to_the_configuration_goes_with_the_configuration_again()
    {
        Configure(1000);
        Set(500, hasRiskRole: false);
        Configure(300, "tight");
        Configure(1000);
        Assert.Equal(DenyReason.RiskRoleRequired, Set(800, hasRiskRole: false));
        Assert.Equal(DenyReason.None, Set(800, hasRiskRole: true));
        Configure(2000, "wide");
        Assert.Equal(800m, InForce);
        Assert.Equal(DenyReason.None, Set(2000, hasRiskRole: true));
        Configure(3000, "wider");
        Assert.Equal(3000m, InForce);
    }

    [Fact]
    public void A_person_who_leaves_a_part_to_its_tighter_default_keeps_it_there_whatever_the_configuration_states()
    {
        LimitValue age = new("", "", "", "", LimitKind.MarkMaxAge, 120_000_000_000);
        ConfigureAge(120);
        Assert.Equal(
            DenyReason.None, rig.Set(new SetLimits([age with { Value = null }], "ann", "why", HasRiskRole: false)));
        ConfigureAge(30);
        Assert.Equal(30_000_000_000m, rig.Books.Risk.Limits.TryGet(default)![LimitKind.MarkMaxAge]);
        ConfigureAge(300);
        Assert.Null(rig.Books.Risk.Limits.TryGet(default)![LimitKind.MarkMaxAge]);

        void ConfigureAge(long seconds) => Assert.Equal(DenyReason.None, rig.Define(new DefineLimits(
            [age with { Value = seconds * 1_000_000_000m }], $"age {seconds}", IsLive: false)));
    }

    [Fact]
    public void A_limit_that_the_configuration_no_longer_has_is_off()
    {
        Configure(100);
        Assert.Equal(DenyReason.None, rig.Define(new DefineLimits([], "none", IsLive: false)));
        Assert.Equal(DenyReason.None, rig.New(Buy(101, 10)));
    }

    [Fact]
    public void A_changed_configuration_is_journaled_with_its_hash_and_an_unchanged_one_is_not()
    {
        Configure(100);
        Assert.Equal("hash", rig.Facts.OfType<RiskConfigured>().Single().ConfigHash);
        int before = rig.Facts.Count;
        Configure(100);
        Assert.Equal(before, rig.Facts.Count);
    }

    [Fact]
    public void Of_all_limits_that_an_order_is_above_the_tightest_is_named()
    {
        rig.Limit(LimitKind.MaxOrderQty, 100);
        rig.Limit(LimitKind.MaxOrderQty, 50, symbol: "IBM");
        rig.Limit(LimitKind.MaxOrderQty, 70, account: "A");
        Assert.Equal(DenyReason.OrderQtyTooLarge, rig.New(Buy(101, 10)));
        Assert.Equal("max_order_qty: 101 is above 50", rig.LastDenied.Detail);
    }

    [Fact]
    public void A_limit_of_a_new_scope_holds_for_names_that_were_traded_before_and_ends_when_it_is_taken_away()
    {
        Assert.Equal(DenyReason.None, rig.New(Buy(100, 10)));
        rig.Limit(LimitKind.MaxOrderQty, 50, account: "A");
        Assert.Equal(DenyReason.OrderQtyTooLarge, rig.New(Buy(51, 10)));
        rig.Limit(LimitKind.MaxOrderQty, null, account: "A");
        Assert.Equal(DenyReason.None, rig.New(Buy(100, 10)));
    }

    [Theory]
    [InlineData(LimitKind.MaxGrossExposure, DenyReason.GrossExposureTooLarge)]
    [InlineData(LimitKind.MaxNetExposure, DenyReason.NetExposureTooLarge)]
    public void A_strategy_that_was_not_limited_is_valued_when_it_becomes_so(LimitKind kind, DenyReason reason)
    {
        rig.Mark(10);
        Assert.Equal(DenyReason.None, rig.New(Buy(100, 10), strategy: "S"));
        rig.Mark(20);
        rig.Limit(kind, 2_100, strategy: "S");
        Assert.Equal(DenyReason.None, rig.New(Buy(5, 20), strategy: "S"));
        Assert.Equal(reason, rig.New(Buy(1, 20), strategy: "S"));
    }

    [Fact]
    public void A_daily_loss_is_an_accounts()
    {
        LimitValue limit = new("", "", "", "IBM", LimitKind.MaxDailyLoss, 100);
        Assert.Equal(DenyReason.MalformedRequest, rig.Set(new SetLimits([limit], "ann", "why", true)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("IBM")]
    public void In_live_nobody_lets_orders_pass_without_a_mark_where_nothing_says_so(string symbol)
    {
        GateRig live = new(isLive: true);
        live.Limit(LimitKind.PriceCollar, 0.05m);
        LimitValue warn = new("", "", "", symbol, LimitKind.WithoutMark, 0);
        Assert.Equal(DenyReason.LimitAboveConfigured, live.Set(new SetLimits([warn], "ann", "why", false)));
        Assert.Equal(DenyReason.LimitAboveConfigured, live.Set(new SetLimits([warn], "ann", "why", true)));
        Assert.Equal(DenyReason.NoMark, live.New(Buy(1, 10)));
        Assert.Equal(DenyReason.None, live.Set(new SetLimits([warn with { Value = 1 }], "ann", "why", false)));
    }

    [Theory]
    [InlineData(LimitKind.WithoutMark, 0, DenyReason.None)]
    [InlineData(LimitKind.WithoutMark, 1, DenyReason.None)]
    [InlineData(LimitKind.RepeatedWindow, 999_999_999, DenyReason.LimitAboveConfigured)]
    [InlineData(LimitKind.RepeatedWindow, 1_000_000_000, DenyReason.None)]
    [InlineData(LimitKind.MarkMaxAge, 60_000_000_001, DenyReason.LimitAboveConfigured)]
    [InlineData(LimitKind.MarkMaxAge, 60_000_000_000, DenyReason.None)]
    public void What_nobody_states_has_a_default_that_a_trader_may_only_tighten(
        LimitKind kind, decimal value, DenyReason expected) => Assert.Equal(expected, rig.Set(
            new SetLimits([new LimitValue("", "", "", "", kind, value)], "ann", "why", HasRiskRole: false)));

    [Fact]
    public void What_a_wider_scope_states_is_the_default_of_a_narrower_one()
    {
        LimitValue age = new("", "", "", "", LimitKind.MarkMaxAge, 300_000_000_000);
        Assert.Equal(DenyReason.None, rig.Define(new DefineLimits([age], "hash", IsLive: false)));
        SetLimits narrower = new([age with { Symbol = "IBM", Value = 120_000_000_000 }], "ann", "why", false);
        Assert.Equal(DenyReason.None, rig.Set(narrower));
    }

    private decimal? InForce => rig.Books.Risk.Limits.TryGet(default)![LimitKind.MaxOrderQty];

    private static LimitValue Value(decimal? qty) => new("", "", "", "", LimitKind.MaxOrderQty, qty);

    private void Configure(decimal qty, string hash = "hash") =>
        Assert.Equal(DenyReason.None, rig.Define(new DefineLimits([Value(qty)], hash, IsLive: false)));

    private DenyReason Set(decimal? qty, bool hasRiskRole) =>
        rig.Set(new SetLimits([Value(qty)], "ann", "why", hasRiskRole));
}
