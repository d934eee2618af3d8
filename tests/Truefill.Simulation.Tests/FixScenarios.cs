using System.Collections.Generic;

namespace Truefill.Simulation.Tests;

/// <summary>Order lives of the FIX order state change matrices, by their codes, told in <see cref="Script"/>'s words.</summary>
internal static class FixScenarios
{
    public static Dictionary<string, string> All { get; } = new()
    {
        ["A.1.a"] = """
            new X 10000 => PendingNew 10000 0 10000
            New X => New 10000 0 10000
            trade X 2000 5 => PartiallyFilled 10000 2000 8000
            trade X 1000 5 => PartiallyFilled 10000 3000 7000
            trade X 7000 5 => Filled 10000 10000 0
            """,
        ["A.1.a rejected"] = "new X 10000; Rejected X => Rejected 10000 0 0",
        ["A.1.b"] = "new X 10000; New X; trade X 3000 5; DoneForDay X => DoneForDay 10000 3000 0",
        ["B.1.a"] = """
            new X 10000; New X; cancel Y X => New 10000 0 10000
            PendingCancel Y => PendingCancel 10000 0 10000
            Canceled Y => Canceled 10000 0 0
            """,
        ["B.1.b"] = """
            new X 10000; New X; trade X 2000 5; cancel Y X
            trade X 3000 5 => PartiallyFilled 10000 5000 5000
            PendingCancel Y => PendingCancel 10000 5000 5000
            trade X 1000 5 => PendingCancel 10000 6000 4000
            Canceled Y => Canceled 10000 6000 0
            """,
        ["B.1.b refused"] = """
            new X 10000; New X; trade X 2000 5; cancel Y X; PendingCancel Y
            refused Y X => PartiallyFilled 10000 2000 8000
            """,
        ["B.1.c"] = """
            new X 10000; New X; trade X 5000 5; cancel Y X; PendingCancel Y
            trade X 5000 5 => PendingCancel 10000 10000 0
            refused Y X => Filled 10000 10000 0
            """,
        ["B.1.d"] = """
            new X 10000; cancel Y X; PendingCancel Y => PendingCancel 10000 0 10000
            Canceled Y => Canceled 10000 0 0
            """,
        ["B.1.e"] = """
            new X 10000; cancel Y X; New X => New 10000 0 10000
            PendingCancel Y => PendingCancel 10000 0 10000
            Canceled Y => Canceled 10000 0 0
            """,
        ["C.1.a"] = """
            new X 10000; New X; replace Y X 11000 => New 10000 0 10000
            PendingReplace Y => PendingReplace 10000 0 10000
            Replaced Y 11000 => New 11000 0 11000
            trade Y 1000 5 => PartiallyFilled 11000 1000 10000
            """,
        ["C.1.a in FIX 4.2"] = """
            new X 10000; New X; replace Y X 11000
            Replaced! Y 11000 => Replaced 11000 0 11000
            trade Y 1000 5 => PartiallyFilled 11000 1000 10000
            """,
        ["C.1.b"] = """
            new X 10000; New X; trade X 1000 5; replace Y X 12000
            PendingReplace Y => PendingReplace 10000 1000 9000
            trade X 100 5 => PendingReplace 10000 1100 8900
            Replaced Y 12000 => PartiallyFilled 12000 1100 10900
            trade Y 10900 5 => Filled 12000 12000 0
            """,
        ["C.1.c"] = """
            new X 10000; New X; trade X 10000 5; replace Y X 12000 => Filled 10000 10000 0
            PendingReplace Y => PendingReplace 10000 10000 0
            Replaced Y 12000 => PartiallyFilled 12000 10000 2000
            trade Y 2000 5 => Filled 12000 12000 0
            """,
        ["C.2.a"] = """
            new X 10000; New X; trade X 1000 5; replace Y X 10000
            trade X 9000 5; refused Y X => Filled 10000 10000 0
            """,
        ["C.3.a"] = """
            new X 10000; New X; trade X 1500 5; replace Y X 8000; PendingReplace Y; trade X 100 5
            Replaced Y 8000 => PartiallyFilled 8000 1600 6400
            """,
        ["C.3.b"] = "new X 10000; New X; replace Y X 7000; trade X 7000 5; Replaced Y 7000 => Filled 7000 7000 0",
        ["C.3.c"] = "new X 10000; New X; replace Y X 7000; trade X 8000 5; Replaced Y => Filled 8000 8000 0",
        ["D.1.a"] = """
            new X 10000; New X; trade X 1000 5; replace Y X 8000; PendingReplace Y; trade X 500 5
            Replaced Y 8000 => PartiallyFilled 8000 1500 6500
            replace Z Y 6000; PendingReplace Z => PendingReplace 8000 1500 6500
            Replaced Z 6000 => PartiallyFilled 6000 1500 4500
            """,
        ["D.1.c"] = """
            new X 10000; New X; trade X 1000 5; replace Y X 8000; PendingReplace Y
            refused Y X => PartiallyFilled 10000 1000 9000
            replace Z X 6000; PendingReplace Z => PendingReplace 10000 1000 9000
            Replaced Z 6000 => PartiallyFilled 6000 1000 5000
            """,
        ["D.2.b"] = """
            new X 10000; New X; trade X 1000 5; replace Y X 8000; replace Z Y 7000
            PendingReplace Y => PendingReplace 10000 1000 9000
            PendingReplace Z => PendingReplace 8000 1000 7000
            Replaced Y 8000 => PendingReplace 8000 1000 7000
            Replaced Z 7000 => PartiallyFilled 7000 1000 6000
            """,
        ["D.2.d"] = """
            new X 10000; New X; trade X 1000 5; replace Y X 8000; replace Z Y 7000; PendingReplace Y
            refused Z Y => PendingReplace 10000 1000 9000
            Replaced Y 8000 => PartiallyFilled 8000 1000 7000
            """,
        ["E.1.b"] = "new X 10000; New X; trade X 1000 5; Canceled X => Canceled 10000 1000 0",
        ["E.1.c"] = """
            new X 10000; New X; Restated X 11000 0 2 => New 11000 0 11000
            trade X 1000 5; Restated X 12000 1000 2 => PartiallyFilled 12000 1000 11000
            """,
        ["F.1.a"] = "new X 10000; New X; trade X 1000 5; Rejected X => PartiallyFilled 10000 1000 9000",
        ["H.1.a"] = """
            new X 10000 GTC; New X; trade X 2000 5; DoneForDay X => DoneForDay 10000 2000 8000
            Restated X 10000 2000 1 => PartiallyFilled 10000 2000 8000
            """,
        ["H.1.b"] = """
            new X 10000 GTC; New X; trade X 2000 50; DoneForDay X
            Restated X 20000 4000 0 => PartiallyFilled 20000 4000 16000 25
            trade X 5000 25 => PartiallyFilled 20000 9000 11000
            trade X 11000 25 => Filled 20000 20000 0
            """,
        ["J.1.a"] = """
            new X 10000; New X; trade X 1000 100 C; trade X 9000 110 D => Filled 10000 10000 0 109
            bust E C => PartiallyFilled 10000 9000 1000 110
            correct F D 9000 100 => PartiallyFilled 10000 9000 1000 100
            trade X 1000 120 G => Filled 10000 10000 0 102
            correct H F 9000 120 => Filled 10000 10000 0 120
            replace Y X 12000; PendingReplace Y => PendingReplace 10000 10000 0
            Replaced Y 12000 => PartiallyFilled 12000 10000 2000
            correct K H 9500 120 => PartiallyFilled 12000 10500 1500 120
            """,
        ["J.1.b"] = """
            new X 10000; New X; trade X 5000 50 B; cancel Y X; Canceled Y => Canceled 10000 5000 0
            bust E B => Canceled 10000 0 0
            trade X 4000 51 F => Canceled 10000 4000 0
            """,
        ["J.1.d"] = """
            new X 10000; New X; trade X 5000 50 B; DoneForDay X
            correct D B 4000 50 => DoneForDay 10000 4000 0
            bust E D => DoneForDay 10000 0 0
            """,
        ["L.1.a"] = """
            new X 10000; New X; Stopped X => Stopped 10000 0 10000
            trade X 1000 50 => Stopped 10000 1000 9000
            """,
        ["Overfill"] = "new X 10000; New X; trade X 10000 5; trade X 500 5 => Filled 10000 10500 0",
        ["Filled after cancel"] = "new X 100; New X; Canceled X; trade X 100 5 => Filled 100 100 0",
    };
}
