using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Orders;
using Truefill.Server.DryRun;

namespace Truefill.Server.Tests.DryRun;

/// <summary>Messages in good frames with senseless content: whatever a counterparty sends, nothing throws and all is counted.</summary>
public sealed class MutatedLogTests
{
    private const int Messages = 20_000;

    private static readonly string[] Values =
    [
        "", "0", "1", "2", "3", "5", "8", "9", "A", "F", "G", "H", "I", "~", "-1", "0.5", "1e9", "NONE", "E1", "E5", "E9", "C7-0",
        "99999999999999999999", "999999999999999999", "0.0000000001", "0.00000000001", "100", "20261120-18:48:19.2",
        "20261120-24:00:00", "99991231-23:59:59", "16000101-00:00:00", "Y", "N", "USD", "usd!", "\u00e9", "ACC1", "ACC9", "IBM",
        "79228162514264337593543950335", "-0", ".", "[N/A]",
    ];

    private static readonly int[] Tags =
        [1, 6, 11, 12, 13, 14, 15, 17, 19, 20, 31, 32, 34, 35, 37, 38, 39, 40, 41, 43, 44, 52, 54, 55, 59, 60, 75, 97, 99, 102, 103, 126,
         136, 137, 138, 139, 150, 151, 152, 378, 432, 434, 479, 891, 1128];

    [Theory]
    [InlineData(RecordedLog.Day42, 1)]
    [InlineData(RecordedLog.Day44, 2)]
    [InlineData(RecordedLog.Day44, 3)]
    public void Nothing_throws_and_every_line_is_accounted_for(string day, ulong seed)
    {
        SplitMix chance = new(seed);
        List<byte[]> lines = RecordedLog.Lines(day);
        List<byte[]> mutated = new(Messages);
        for (int i = 0; i < Messages; i++) mutated.Add(Mutate(lines[i % lines.Count], chance));
        DryRunResult result = RecordedLog.Run(mutated);
        Assert.Equal(Messages, result.Messages);
        Assert.True(result.Applied > Messages / 20, $"{result.Applied} applied");
        Assert.True(result.DeadLetters > Messages / 10, $"{result.DeadLetters} dead letters");
        Assert.All(result.DeadLettersDetail, dead => Assert.NotEmpty(dead.Reason));

        // Positions are the live executions, whatever was said about them.
        decimal executed = result.Books.Executions.All.Where(exec => !exec.IsBusted).Sum(exec => exec.LastQty.Value * exec.Side.Sign());
        Assert.Equal(executed, result.Positions.Sum(position => position.Qty.Value));
    }

    private static byte[] Mutate(byte[] line, SplitMix chance)
    {
        List<(int Tag, string Value)> fields = RecordedLog.Fields(line);
        for (int changes = chance.Below(4); changes > 0; changes--)
        {
            int place = chance.Below(fields.Count);
            string value = Values[chance.Below(Values.Length)];
            switch (chance.Below(5))
            {
                case 0: fields.RemoveAt(place); break;
                case 1: fields.Insert(place, (Tags[chance.Below(Tags.Length)], value)); break;
                case 2: fields[place] = (fields[place].Tag, fields[chance.Below(fields.Count)].Value); break;
                case 3: fields.Insert(chance.Below(fields.Count), fields[place]); break;
                default: fields[place] = (fields[place].Tag, value); break;
            }

            if (fields.Count == 0) break;
        }

        return RecordedLog.WithFields(line, fields);
    }
}
