using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Server.Hosting;
using Truefill.Server.Http.Routes;
using Truefill.Server.Tests.Alpaca;

namespace Truefill.Server.Tests.Http;

public class RoundsTests(AlpacaTests.KeyHost api) : IClassFixture<AlpacaTests.KeyHost>
{
    [Fact]
    public async Task No_more_wait_at_once_than_the_lane_has_room_for_and_each_is_answered_in_its_place()
    {
        List<TaskCompletionSource<Answer>> waiting = [];
        int most = 0;
        Task<IReadOnlyList<Answer?>> all = Rounds.Ask([.. Enumerable.Range(1, 1000)], each =>
        {
            TaskCompletionSource<Answer> answer = new(each, TaskCreationOptions.RunContinuationsAsynchronously);
            lock (waiting)
            {
                waiting.Add(answer);
                most = Math.Max(most, waiting.Count(one => !one.Task.IsCompleted));
            }

            return answer.Task;
        });
        for (int done = 0; !all.IsCompleted; await Task.Yield())
        {
            lock (waiting)
            {
                for (; done < waiting.Count; done++)
                    waiting[done].SetResult(AnswerTo((int)waiting[done].Task.AsyncState!));
            }
        }

        Assert.InRange(most, 1, Rounds.AtOnce);
        Assert.Equal(Enumerable.Range(1, 1000), (await all).Select(answer => (int)answer!.Value.RequestId));
    }

    [Fact]
    public async Task What_there_was_no_room_for_is_a_result_of_its_own_and_the_rest_is_asked_for()
    {
        IReadOnlyList<Answer?> answers = await Rounds.Ask([1, 2, 3], each => each == 2
            ? throw new EngineBusyException("full")
            : Task.FromResult(AnswerTo(each)));

        Assert.Equal([1L, null, 3L], answers.Select(answer => answer?.RequestId));
    }

    [Fact]
    public Task Where_nothing_was_taken_it_is_refused_as_a_whole() => Assert.ThrowsAsync<EngineBusyException>(
        () => Rounds.Ask<int>([1, 2], _ => throw new EngineBusyException("full")));

    [Theory]
    [InlineData("POST", "/api/v1/orders/cancel-all")]
    [InlineData("DELETE", "/v2/orders")]
    public async Task All_of_more_orders_than_the_lane_takes_are_canceled(string method, string path)
    {
        string strategy = api.NewId("MANY");
        const int Count = 6000;
        await Rounds.Ask([.. Enumerable.Range(0, Count)], _ => api.Engine.AskAsync(new Input
        {
            Kind = InputKind.NewOrderSingle,
            Source = "http",
            Body = new NewOrderSingle
            {
                ClOrdId = ClOrdId.FromTrusted(api.NewId("M")),
                Symbol = "MANY",
                Account = "ACC1",
                Strategy = strategy,
                Terms = new OrderTerms(
                    Side.Buy, OrdType.Limit, TimeInForce.Day, Qty.FromTrusted(1m), Px.FromTrusted(10m)),
            },
        }));

        Reply reply = await api.Send(new(method), path, method == "POST" ? $$"""{"strategy":"{{strategy}}"}""" : "",
            ("Authorization", "Bearer secret-ONE"));

        Assert.True(reply.Status is 200 or 207, reply.Text[..Math.Min(300, reply.Text.Length)]);
        int canceled = method == "POST"
            ? reply.Json.GetProperty("requested").GetArrayLength()
            : reply.Json.EnumerateArray().Count(row => row.GetProperty("status").GetInt32() == 200);
        Assert.Equal(Count, canceled);
    }

    private static Answer AnswerTo(int request) =>
        new(request, 1, InputOutcome.Applied, DenyReason.None, default, 0);
}
