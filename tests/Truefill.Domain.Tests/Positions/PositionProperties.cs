using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Intake;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
using Truefill.Domain.Tests.Support;

namespace Truefill.Domain.Tests.Positions;

[Collection(MeasuredTests.Name)]
public class PositionProperties
{
    private const int Seeds = 300;

    [Fact]
    public void Books_after_any_order_of_arrival_are_those_of_the_final_truth()
    {
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            Day day = new(seed, 30);
            List<DayMessage> messages = [.. day.Messages];
            new Chance(seed).Shuffle(messages);
            string truth = Snapshot.Of(day.HearTruth().Books);
            Assert.True(truth == Snapshot.Of(day.Hear(day.Messages).Books), $"in order, seed {seed}");
            string shuffled = Snapshot.Of(day.Hear(messages).Books);
            Assert.True(truth == shuffled, $"shuffled, seed {seed}\n{truth}\n\n{shuffled}");
        }
    }

    [Fact]
    public void What_waited_for_its_trade_does_not_wait_in_the_end()
    {
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            Day day = new(seed, 20);
            List<DayMessage> messages = [.. day.Messages];
            messages.Reverse();
            Assert.Equal(0, day.Hear(messages).Books.Executions.AwaitedCount);
        }
    }

    [Fact]
    public void Duplicates_change_nothing_and_are_told_as_such()
    {
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            Day day = new(seed, 20);
            Chance chance = new(seed);
            List<DayMessage> messages = [.. day.Messages];
            chance.Shuffle(messages);
            LedgerRig rig = day.Hear(messages);
            byte[] before = StateBytes.Of(rig.Books);
            foreach (DayMessage message in messages.Where(_ => chance.OneIn(2)))
                Assert.Equal(InputOutcome.Duplicate, message.Send(rig));
            Assert.Equal(before, StateBytes.Of(rig.Books));
        }
    }

    [Fact]
    public void Fills_add_up_to_the_position()
    {
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            Books books = new Day(seed, 40).Hear(new Day(seed, 40).Messages).Books;
            foreach (Position position in books.Positions.All)
            {
                decimal sum = position.Executions.Sum(each => books.Executions[each].LastQty.Value
                    * Domain.Orders.SideRules.Sign(books.Executions[each].Side));
                decimal inAsset = position.Executions
                    .SelectMany(each => books.Positions.FeesOf(each))
                    .Where(each =>
                        each.Amount.Currency.ToString() == "BTC" && books.Names.Of(position.Key.Symbol) == "BTCUSD")
                    .Sum(each => each.Amount.Amount);
                Assert.Equal(sum - inAsset, position.Qty.Value);
            }
        }
    }

    [Fact]
    public void Realised_plus_unrealised_is_the_same_under_every_method_at_every_mark()
    {
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            Day day = new(seed, 40);
            Chance chance = new(seed);
            Books books = day.Hear(day.Messages).Books;
            foreach (Position position in books.Positions.All)
            {
                Px mark = Px.FromTrusted(chance.Number(5, 4));
                Money total = position.Realized + position.Unrealized(mark)!.Value;
                Assert.Equal(position.NetCash + position.Exposure(mark)!.Value, total);
                foreach (LotMethod method in Day.LotMethods)
                {
                    LotReplay replay = books.Positions.Replay(position.Key, method)!;
                    Assert.Equal(total, replay.Realized + replay.Unrealized(mark)!.Value);
                    Assert.Equal(replay.Realized.Amount, replay.ClosedLots.Sum(each => each.Realized.Amount));
                    Assert.Equal(position.Qty.Value, replay.Lots.Sum(each => each.SignedQty.Value));
                }
            }
        }
    }

    [Fact]
    public void The_book_agrees_with_a_plain_replay_under_the_accounts_method()
    {
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            Day day = new(seed, 60);
            List<DayMessage> messages = [.. day.Messages];
            new Chance(seed).Shuffle(messages);
            Books books = day.Hear(messages).Books;
            foreach (Position position in books.Positions.All)
            {
                LotReplay replay = books.Positions.Replay(position.Key, day.Method)!;
                Assert.Equal(replay.Realized, position.Realized);
                Assert.Equal(replay.Cost, position.Cost);
                Assert.Equal(replay.Lots, position.Lots);
            }
        }
    }

    [Fact]
    public void State_survives_saving_and_loading_at_any_moment()
    {
        for (ulong seed = 1; seed <= 100; seed++)
        {
            Day day = new(seed, 30);
            List<DayMessage> messages = [.. day.Messages];
            Chance chance = new(seed);
            chance.Shuffle(messages);
            int cut = chance.Below(messages.Count);
            LedgerRig first = day.Hear(messages.Take(cut));
            byte[] saved = StateBytes.Of(first.Books);
            Books loaded = StateBytes.BooksOf(saved);
            LedgerRig second = new(loaded);
            Assert.Equal(saved, StateBytes.Of(second.Books));
            foreach (DayMessage message in messages.Skip(cut)) Assert.Equal(message.Send(first), message.Send(second));
            Assert.Equal(StateBytes.Of(first.Books), StateBytes.Of(second.Books));
            Assert.Equal(Snapshot.Of(first.Books), Snapshot.Of(second.Books));
        }
    }

    [Fact]
    public void A_change_of_method_leads_to_the_books_that_had_it_from_the_start()
    {
        for (ulong seed = 1; seed <= 100; seed++)
        {
            Day day = new(seed, 30);
            LedgerRig rig = day.Hear(day.Messages);
            foreach (LotMethod method in Day.LotMethods)
            {
                rig.Account("A", method);
                rig.Account("B", method);
            }

            rig.Account("A", day.Method);
            rig.Account("B", day.Method);
            Assert.Equal(Snapshot.Of(day.Hear(day.Messages).Books), Snapshot.Of(rig.Books));
        }
    }
}
