using System;
using System.Collections.Generic;
using System.Linq;

namespace Truefill.Domain.Tests.Matrices;

/// <summary>FIX's Order State Change Matrices, 4.2 and 5.0 SP2: the acceptance criteria of orders.</summary>
public class MatrixTests
{
    public static TheoryData<string> All => [.. Matrix.Names];

    public static TheoryData<string, int> Alternates
    {
        get
        {
            TheoryData<string, int> rows = [];
            foreach (string name in Matrix.Names)
                foreach (MatrixRow row in Matrix.Load(name).Rows.Where(r => r.IsAlternate)) rows.Add(name, row.Number);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_main_path_holds_on_every_report(string name) => Holds(name, Reported.AsWritten);

    [Theory]
    [MemberData(nameof(All))]
    public void The_main_path_holds_without_what_reports_sum_up(string name) => Holds(name, Reported.Nothing);

    [Theory]
    [MemberData(nameof(All))]
    public void The_main_path_holds_against_wrong_sums(string name) => Holds(name, Reported.Wrong);

    [Theory]
    [MemberData(nameof(All))]
    public void The_main_path_holds_with_the_real_ledger_behind_it(string name) =>
        Assert.Empty(new MatrixRun(Matrix.Load(name), Reported.AsWritten, isWhole: true).Play().Differences);

    [Theory]
    [MemberData(nameof(Alternates))]
    public void Each_alternate_row_holds_as_a_branch_of_its_own(string name, int row)
    {
        Assert.Empty(new MatrixRun(Matrix.Load(name), Reported.AsWritten).Play(row).Differences);
        Assert.Empty(new MatrixRun(Matrix.Load(name), Reported.Nothing).Play(row).Differences);
    }

    [Fact]
    public void All_85_matrices_are_here_and_at_most_8_cells_are_slips()
    {
        Assert.Equal(37, Matrix.Names.Count(n => n.StartsWith("fix42_", StringComparison.Ordinal)));
        Assert.Equal(48, Matrix.Names.Count(n => n.StartsWith("fix50sp2_", StringComparison.Ordinal)));
        Assert.InRange(Matrix.Slips.Count, 0, 8);
        Assert.All(Matrix.Slips, slip => Assert.True(slip.Length == 5 && slip.All(cell => cell.Length > 0)));
    }

    [Fact]
    public void Every_slip_is_one_without_it_the_matrix_fails()
    {
        foreach (string[] slip in Matrix.Slips)
        {
            string[] lines = System.IO.File.ReadAllLines(System.IO.Path.Combine(Matrix.Folder, slip[0] + ".matrix"));
            Matrix uncorrected = Matrix.Parse(slip[0], lines);
            Assert.NotEmpty(new MatrixRun(uncorrected, Reported.AsWritten).Play().Differences);
        }
    }

    /// <summary>
    /// The check of the check: every expected cell of every matrix, changed alone, is noticed in its row.
    /// </summary>
    [Fact]
    public void A_changed_expectation_is_always_noticed()
    {
        int changed = 0;
        foreach (Matrix matrix in Matrix.Names.Select(Matrix.Load))
        {
            foreach (MatrixRow row in matrix.Rows.Where(r => r.Inbound.Length > 0))
            {
                foreach ((string column, string value) in Changes(row))
                {
                    Matrix wrong = matrix.With(row.Number, column, value);
                    IReadOnlyList<string> found = new MatrixRun(wrong, Reported.Nothing).Play(row.IsAlternate ? row.Number : 0).Differences;
                    Assert.Contains(found, d => d.StartsWith($"{matrix.Name} row {row.Number}: {column}", StringComparison.Ordinal));
                    changed++;
                }
            }
        }

        Assert.InRange(changed, 1000, 10_000);
    }

    /// <summary>What the standard does is no contradiction, but for what it shows to be one.</summary>
    [Fact]
    public void Only_late_executions_are_called_contradictions()
    {
        IEnumerable<string> violations = Matrix.Names.SelectMany(
            name => new MatrixRun(Matrix.Load(name), Reported.AsWritten).Play().Violations.Select(v => $"{name} {v}"));
        Assert.Equal(["fix42_D35 8 LateExecution", "fix50sp2_J.1.b 8 LateExecution"], violations);
    }

    private static void Holds(string name, Reported reported) =>
        Assert.Empty(new MatrixRun(Matrix.Load(name), reported).Play().Differences);

    // A quantity that a restatement or an adopted order brings is an input there, not an expectation.
    private static IEnumerable<(string Column, string Value)> Changes(MatrixRow row)
    {
        bool bringsQuantity = row["ExecType"] == "Restated" || row["ClOrdID"].Length == 0 || row["details"].Contains("Cash", StringComparison.Ordinal);
        yield return ("OrdStatus", row["OrdStatus"] == "Suspended" ? "New" : "Suspended");
        if (row["OrderQty"].Length > 0 && !bringsQuantity) yield return ("OrderQty", row["OrderQty"] + "1");
        if (row["CumQty"].Length > 0 && row.Detail("ExecRestatementReason") != "GTCorporateAction") yield return ("CumQty", row["CumQty"] + "1");
        if (row["LeavesQty"].Length > 0) yield return ("LeavesQty", row["LeavesQty"] + "1");
        if (row["AvgPx"].Length > 0) yield return ("AvgPx", row["AvgPx"] + "1");
    }
}
