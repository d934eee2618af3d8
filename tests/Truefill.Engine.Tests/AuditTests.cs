using System.Collections.Generic;
using System.Linq;
using Truefill.Domain;
using Truefill.Domain.Engine;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Engine.Inputs;
using Truefill.Engine.Reading;
using Truefill.Engine.Tests.Support;

namespace Truefill.Engine.Tests;

public sealed class AuditTests
{
    [Fact]
    public void Who_asked_stands_behind_the_facts_that_the_request_caused()
    {
        EngineRig rig = new();
        rig.Step(Enter("C1"));

        IReadOnlyList<object> facts = FactsOf(rig);
        int audited = Index<ActionAudited>(facts);
        Assert.True(audited > facts.ToList().FindIndex(fact => fact is OrderSubmitted or OrderHeld));
        ActionAudited fact = (ActionAudited)facts[audited];
        Assert.Equal(("alice", "trader", "127.0.0.1"), (fact.Actor, fact.Role, fact.From));
        Assert.Equal(AuditOutcome.Done, fact.Outcome);
        Assert.Equal(new OrderHandle(1), fact.Order);
        Assert.IsType<InputSettled>(facts[audited + 1]);
    }

    [Fact]
    public void A_change_of_an_order_shows_it_before_and_after()
    {
        EngineRig rig = new();
        rig.Step(Enter("C1"));
        rig.Step(Asked(InputKind.OrderCancelRequest, new OrderCancelRequest { OrigClOrdId = ClOrdId.FromTrusted("C1") }));

        ActionAudited fact = FactsOf(rig).OfType<ActionAudited>().Last();
        Assert.StartsWith("ord_status=", fact.Before);
        Assert.Contains("order_qty=100 cum_qty=0 price=10", fact.Before);
        Assert.NotEqual(fact.Before, fact.After);
    }

    [Fact]
    public void A_request_that_the_engine_refuses_is_audited_with_the_reason()
    {
        EngineRig rig = new();
        rig.Step(Enter("C1"), Enter("C1", qty: 7));

        ActionAudited fact = FactsOf(rig).OfType<ActionAudited>().Last();
        Assert.Equal((AuditOutcome.Denied, DenyReason.DuplicateClOrdId), (fact.Outcome, fact.Reason));
    }

    [Fact]
    public void What_was_refused_before_the_engine_stands_alone_and_settles_nothing()
    {
        EngineRig rig = new();
        long settled = rig.Books.Intake.Settled;
        rig.Step(new Input
        {
            Kind = InputKind.Audit,
            Source = "http",
            Body = Audit() with { Outcome = AuditOutcome.Refused, Code = "forbidden", Repeats = 3 },
        });

        ActionAudited fact = Assert.Single(FactsOf(rig).OfType<ActionAudited>());
        Assert.Equal((AuditOutcome.Refused, "forbidden", 3), (fact.Outcome, fact.Code, fact.Repeats));
        Assert.Equal(settled, rig.Books.Intake.Settled);
    }

    [Fact]
    public void Nobody_is_named_for_the_input_behind_an_audited_one()
    {
        EngineRig rig = new();
        rig.Step(Enter("C1"), new Input { Kind = InputKind.Ignored, Source = "venue:X" });

        Assert.Single(FactsOf(rig).OfType<ActionAudited>());
    }

    [Fact]
    public void Deciding_audited_inputs_again_gives_the_same_bytes()
    {
        EngineRig rig = new();
        rig.Step(Enter("C1"), Enter("C2"));
        rig.Step(Asked(InputKind.OrderCancelRequest, new OrderCancelRequest { OrigClOrdId = ClOrdId.FromTrusted("C2") }));

        Assert.Null(rig.Redecide(out _));
    }

    [Fact]
    public void What_the_books_forbid_to_who_asks_is_not_decided_and_stands_as_refused()
    {
        EngineRig rig = new();
        rig.Step(Enter("C1"));
        long settled = rig.Books.Intake.Settled;
        IReadOnlyList<Answer> answers = rig.Step(
            Enter("C2") with { Audit = Audit() with { Forbids = WhileThereIsAnOrder } },
            Enter("C3"));

        Assert.Equal([InputOutcome.Ignored, InputOutcome.Applied], answers.Select(answer => answer.Outcome));
        ActionAudited[] audited = [.. FactsOf(rig).OfType<ActionAudited>()];
        Assert.Equal(
            [AuditOutcome.Done, AuditOutcome.Refused, AuditOutcome.Done], audited.Select(fact => fact.Outcome));
        Assert.Equal("not_now", audited[1].Code);
        Assert.Equal(settled + 1, rig.Books.Intake.Settled);
        Assert.Equal(2, rig.Books.Orders.Count);
        Assert.Null(rig.Redecide(out Books again));
        Assert.Equal(2, again.Orders.Count);
    }

    [Fact]
    public void What_the_books_do_not_forbid_is_decided_as_ever()
    {
        EngineRig free = new();
        free.Step(Enter("C1"));
        EngineRig asked = new();
        asked.Step(Enter("C1") with { Audit = Audit() with { Forbids = WhileThereIsAnOrder } });

        Assert.Equal(free.LiveHash(), asked.LiveHash());
    }

    private static string? WhileThereIsAnOrder(Books books) => books.Orders.Count > 0 ? "not_now" : null;

    private static IReadOnlyList<object> FactsOf(EngineRig rig)
    {
        (IFacts target, IReadOnlyList<object> facts) = FactCatcher.Create();
        rig.Replay(into: new Replica(target));
        return facts;
    }

    private static int Index<T>(IReadOnlyList<object> facts) => facts.ToList().FindIndex(fact => fact is T);

    private static AuditEntry Audit() => new()
    {
        Actor = "alice",
        Role = "trader",
        From = "127.0.0.1",
        Action = "POST /api/v1/orders",
    };

    private static Input Asked(InputKind kind, object body) =>
        new() { Kind = kind, Body = body, Source = "http", Audit = Audit() };

    private static Input Enter(string id, int qty = 100) => Asked(
        InputKind.NewOrderSingle,
        new NewOrderSingle
        {
            ClOrdId = ClOrdId.FromTrusted(id),
            Symbol = "IBM",
            Terms = new OrderTerms(
                Side.Buy, OrdType.Limit, TimeInForce.Day, Qty.FromTrusted(qty), Px.FromTrusted(10m), null, default, false),
        });
}
