using System.Collections.Generic;
using Truefill.Benchmarks.Loads;
using Truefill.Domain;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Journal;

namespace Truefill.Benchmarks.Journal;

/// <summary>
/// Bytes on disk per fill, block header and padding included, in blocks of 256 reports. Records have no other size on
/// any machine, so this is exact.
/// </summary>
internal sealed class JournalSizeBenchmark : IBenchmark
{
    private const int BatchSize = 256;
    private const int Batches = 200;

    public string Group => "journal";

    public IEnumerable<Figure> Run(BenchmarkRun run)
    {
        yield return Bytes("journal.bytes", raw: false, floor: 96, goal: 64);
        yield return Bytes("journal.bytes_with_raw", raw: true, floor: 400, goal: 360);
    }

    private static Figure Bytes(string name, bool raw, int floor, int goal)
    {
        FillLoad load = new(new FillLoadSize(20_000));
        ExecutionEngine engine = new(new Books(), default);
        BlockBuilder block = new();
        Effects effects = new();
        Step(FillLoad.Opening);
        for (int order = 1; order <= load.Size.Orders; order++) Step([load.Order(order), load.Acceptance(order)]);
        Input[] batch = new Input[BatchSize];
        long bytes = 0;
        for (int i = 0; i < Batches; i++)
        {
            for (int k = 0; k < BatchSize; k++)
            {
                load.Next(ref batch[k]);
                batch[k].Raw = raw ? RawReport.Sample : default;
            }

            Step(batch);
            bytes += block.SizeOnDisk;
        }

        return new Figure(name, bytes / (double)load.Fills, raw ? "B/fill with 288 raw bytes" : "B/fill")
        {
            Floors = [Bound.AtMost(floor)],
            Goals = [Bound.AtMost(goal)],
        };

        void Step(System.ReadOnlySpan<Input> inputs)
        {
            block.Reset(1);
            effects.Clear();
            engine.Open(block);
            engine.Step(inputs, load.Now, effects);
        }
    }
}
