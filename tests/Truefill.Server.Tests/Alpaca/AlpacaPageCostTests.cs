using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;
using Truefill.Server.Alpaca;
using Truefill.Server.Http;
using Truefill.Server.Security;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.Alpaca;

/// <summary>A page is made while nothing else can be: what it costs must not grow with all that there is.</summary>
public sealed class AlpacaPageCostTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const int Few = 300;
    private const int Many = 3000;

    private int last;

    [Theory]
    [InlineData("")]
    [InlineData("?direction=asc")]
    [InlineData("?activity_types=FILL&until=2100-01-01&page_size=20")]
    public async Task A_page_of_activities_costs_as_much_of_many_executions_as_of_few(string query)
    {
        using ApiServices services = Services();
        await Book(Few);
        long few = Cost(services, "/v2/account/activities", query);
        await Book(Many);
        Assert.InRange(Cost(services, "/v2/account/activities", query), 1, few + few / 4);
    }

    [Theory]
    [InlineData("?status=all")]
    [InlineData("?status=all&direction=asc")]
    [InlineData("?status=open")]
    public async Task A_page_of_orders_costs_as_much_of_many_as_of_few(string query)
    {
        using ApiServices services = Services();
        await Enter(Few);
        long few = Cost(services, "/v2/orders", query);
        await Enter(Many);
        Assert.InRange(Cost(services, "/v2/orders", query), 1, few + few / 4);
    }

    private ApiServices Services() => new(new ApiContext { Engine = api.Engine, Access = new TokenAccess([]) });

    // The least of several: what is only made once is not of the page.
    private static long Cost(ApiServices services, string path, string query)
    {
        ApiRoute route = AlpacaRoutes.All.Single(each => each.Method == "GET" && each.Pattern == path);
        return Enumerable.Range(0, 5).Min(_ =>
        {
            DefaultHttpContext context = new();
            context.Request.QueryString = new QueryString(query);
            context.Response.Body = Stream.Null;
            Caller caller = new(null, Role.Viewer) { Accounts = new AccountScope(["ACC1"]) };
            long before = GC.GetAllocatedBytesForCurrentThread();
            Task done = route.Handle(new ApiCall(context, route, services, caller));
            Assert.True(done.IsCompletedSuccessfully);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });
    }

    private Task Book(int count) => Task.WhenAll(Enumerable.Range(0, count).Select(_ => Ask(
        InputKind.NormalisedExecution,
        new NormalisedExecution
        {
            Symbol = "COST",
            Side = Side.Buy,
            LastQty = Qty.FromTrusted(1),
            LastPx = Px.FromTrusted(1),
            ExecId = new ExecId(ShortText.FromTrusted(NextId())),
            TransactTime = UtcNanos.FromMilliseconds(1_767_225_600_000 + last),
            Account = "ACC1",
        })));

    private Task Enter(int count) => Task.WhenAll(Enumerable.Range(0, count).Select(_ => Ask(
        InputKind.NewOrderSingle,
        new NewOrderSingle
        {
            ClOrdId = ClOrdId.FromTrusted(NextId()),
            Symbol = "COST",
            Account = "ACC1",
            Terms = new OrderTerms(
                Side.Buy, OrdType.Limit, TimeInForce.Day, Qty.FromTrusted(1), Px.FromTrusted(1)),
        })));

    private string NextId() => api.NewId($"PC{++last}");

    private async Task Ask(InputKind kind, object body) => Assert.Equal(
        DenyReason.None,
        (await api.Engine.AskAsync(new Input { Kind = kind, Body = body, Source = "test" })).Reason);
}
