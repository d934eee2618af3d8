using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Truefill.Domain.Executions;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Tests.Positions;
using Truefill.Domain.Tests.Support;
using Truefill.Domain.Time;

namespace Truefill.Domain.Tests.Cases;

/// <summary>
/// Runs the lines of a case. Only inputs reach the code; expectations are compared to ten decimals. Words with '=' are
/// options: id, acct, strat, sym, side, fee, at (a day, an instant or a number of seconds), outcome.
/// </summary>
public sealed class CaseRunner
{
    private LedgerRig rig = new();
    private int clock;
    private int ids;
    private string line = "";

    public void Run(CaseText text)
    {
        foreach (string each in text.Lines)
        {
            line = each;
            Step(new Words(each));
        }
    }

    private static decimal Number(string text) =>
        decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);

    private static UtcNanos Instant(string text)
    {
        if (long.TryParse(text, CultureInfo.InvariantCulture, out long seconds))
            return new UtcNanos(seconds * UtcNanos.PerSecond);
        string instant = text.Contains('T', StringComparison.Ordinal) ? text : text + "T00:00:00Z";
        return UtcNanos.TryParse(instant, out UtcNanos time) ? time : throw new FormatException(text);
    }

    private static Fee? FeeOf(string? text)
    {
        if (text is null) return null;
        string[] parts = text.Split(':');
        return new Fee(new Money(Number(parts[0]), Currency.FromTrusted(parts[1])), FeeKind.Commission);
    }

    private static Side SideOf(string word) => word switch
    {
        "buy" => Side.Buy,
        "sell" => Side.Sell,
        _ => throw new FormatException(word),
    };

    private static LotMethod MethodOf(string word) => Enum.Parse<LotMethod>(word, ignoreCase: true);

    private void Step(Words words)
    {
        switch (words[0])
        {
            case "account": rig.Account(words[1], MethodOf(words[2])); break;
            case "instrument":
                rig.Instrument(words[1], words.Count > 3 ? Number(words[3]) : 1, words[2], words.Count > 4);
                break;
            case "buy" or "sell": Outcome(words, Trade(words, SideOf(words[0]), 1)); break;
            case "session": Outcome(words, Session(words, SideOf(words[1]), 2)); break;
            case "again" when words[1] == "session": Outcome(words, Session(words, SideOf(words["side"]!), 2)); break;
            case "again": Outcome(words, Trade(words, SideOf(words["side"]!), 1)); break;
            case "bust": Outcome(words, Amend(words, ExecType.TradeCancel)); break;
            case "correct": Outcome(words, Amend(words, ExecType.TradeCorrect)); break;
            case "charge":
                Outcome(words,
                    rig.Executions.Charge(
                        new ChargeFee(new ExecKey(rig.Venue, 0, LedgerRig.Id(words[1])), FeeOf(words[2])!.Value)));
                break;
            case "transfer":
                Assert.Equal(DenyReason.None, rig.Positions.Transfer(new TransferPosition(
                    "A", words[2], words[3], "X", LedgerRig.Q(Number(words[1])), null, "me", "test",
                        Instant(words["at"]!))));
                break;
            case "reload": Reload(); break;
            case "closed": ExpectClosed(words); break;
            case "expect": Expect(words); break;
            default: throw new FormatException(line);
        }
    }

    private void Outcome(Words words, InputOutcome outcome) => Assert.True(
        outcome.ToString() == (words["outcome"] ?? "Applied"), $"{line}: {outcome}");

    private InputOutcome Trade(Words words, Side side, int first) => rig.Executions.Book(new NormalisedExecution
    {
        Symbol = words["sym"] ?? "X",
        Side = side,
        LastQty = LedgerRig.Q(Number(words[first])),
        LastPx = LedgerRig.P(Number(words[first + 1])),
        ExecId = LedgerRig.Id(words["id"] ?? "e" + ++ids),
        TransactTime = Instant(words["at"] ?? (++clock).ToString(CultureInfo.InvariantCulture)),
        Account = words["acct"] ?? "A",
        Strategy = words["strat"] ?? "S",
        Venue = "V1",
        Fee = FeeOf(words["fee"]),
    });

    private InputOutcome Session(Words words, Side side, int first) => rig.Executions.Report(
        rig.Trade(words["id"]!, Number(words[first]), Number(words[first + 1]), ++clock) with
        {
            Side = side,
            AccountName = "A",
            SymbolName = "X",
        },
        null);

    private InputOutcome Amend(Words words, ExecType type) => rig.Executions.Report(
        new ExecutionReport
        {
            Venue = rig.Venue,
            ExecType = type,
            ExecId = LedgerRig.Id(words["id"]!),
            ExecRefId = LedgerRig.Id(words[1]),
            LastQty = type == ExecType.TradeCorrect ? LedgerRig.Q(Number(words[2])) : null,
            LastPx = type == ExecType.TradeCorrect ? LedgerRig.P(Number(words[3])) : null,
            Side = words["side"] is { } side ? SideOf(side) : null,
            AccountName = words["acct"],
            TransactTime = Instant(words["at"] ?? (++clock).ToString(CultureInfo.InvariantCulture)),
        },
        null);

    private void Reload()
    {
        Books fresh = StateBytes.Reloaded(rig.Books);
        rig = new LedgerRig(fresh);
    }

    private void Expect(Words words)
    {
        if (words.Count > 1)
        {
            Assert.Equal("none", words[1]);
            Assert.Equal(0, rig.Books.Positions.Count);
            return;
        }

        Position position = rig.Position(words["acct"] ?? "A", words["strat"] ?? "S", words["sym"] ?? "X");
        foreach ((string key, string value) in words.Options)
        {
            if (key is "acct" or "strat" or "sym") continue;
            string actual = Read(position, key);
            Assert.True(value == actual, $"{line}: {key} is {actual}");
        }
    }

    private string Read(Position position, string key)
    {
        string[] parts = key.Split('@');
        return parts[0] switch
        {
            "qty" => position.Qty.ToString(),
            "avg" => Text(position.AvgPx),
            "cost" => Text(position.Cost.Amount),
            "realized" => Text(position.Realized.Amount),
            "fees" => position.Fees.Count == 0 ? "none" : string.Join(
                ',', position.Fees.Select(each => $"{Text(each.Amount.Amount)}:{each.Amount.Currency}")),
            "unrealized" => Text(position.Unrealized(LedgerRig.P(Number(parts[1])))!.Value.Amount),
            "exposure" => Text(position.Exposure(LedgerRig.P(Number(parts[1])))!.Value.Amount),
            "total" => Text(position.Realized.Amount
                + position.Unrealized(LedgerRig.P(Number(parts[1])))!.Value.Amount
                - position.Fees.Sum(each => each.Amount.Amount)),
            "lots" => LotsOf(position),
            "executions" => rig.Books.Executions.Count.ToString(CultureInfo.InvariantCulture),
            "awaited" => rig.Books.Executions.AwaitedCount.ToString(CultureInfo.InvariantCulture),
            _ => throw new FormatException(key),
        };
    }

    private string LotsOf(Position position)
    {
        if (position.Lots.Count == 0) return "none";
        bool dated = line.Contains('/', StringComparison.Ordinal);
        return string.Join(',', position.Lots.Select(lot => $"{lot.SignedQty}@{Text(lot.Px)}"
            + (dated ? "/" + lot.OpenedAt.ToString()[..10] : "")));
    }

    private void ExpectClosed(Words words)
    {
        IEnumerable<string> actual = rig.Position().ClosedLots(MethodOf(words[1])).Select(each =>
            $"{each.SignedQty}:{IdOf(each.OpenedBy)}>{IdOf(each.ClosedBy)}");
        Assert.Equal(words[2].Split(',').Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
    }

    private string IdOf(ExecHandle exec) => rig.Books.Executions[exec].Key.ExecId.ToString();

    private static string Text(decimal value) =>
        ExactDecimal.RoundToMaxDecimals(value).ToString(CultureInfo.InvariantCulture);

    /// <summary>The words of a line, and those with '=' as options.</summary>
    private sealed class Words
    {
        private readonly List<string> plain = [];

        public Words(string line)
        {
            foreach (string word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                int equals = word.IndexOf('=', StringComparison.Ordinal);
                if (equals < 0) plain.Add(word);
                else Options.Add((word[..equals], word[(equals + 1)..]));
            }
        }

        public List<(string Key, string Value)> Options { get; } = [];

        public int Count => plain.Count;

        public string this[int index] => plain[index];

        public string? this[string option] => Options.Find(each => each.Key == option).Value;
    }
}
