using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;
using Truefill.Domain.Time;
using Truefill.Engine.Reading;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Hosting;
using Truefill.Server.Reconciliation;
using Truefill.Server.Views;

namespace Truefill.Cli.Handlers.Reconciliation;

/// <summary>
/// The journal against a broker's file, without a service: the books as of the file's own moment. The report is kept in
/// the state directory. Exit code 7 for a break and for what could not be told.
/// </summary>
internal sealed class ReconcilePositionsHandler : IHandler<ReconcilePositionsOptions>
{
    // A broker's clock need not agree with ours to the second; what is later than this has not happened.
    private const long Ahead = 60 * UtcNanos.PerSecond;

    public Task<ExitCode> RunAsync(
        ReconcilePositionsOptions options, CommandContext context, CancellationToken cancel)
    {
        BrokerStatement statement = Understood(
            options.Broker, () => BrokerFile.Parse(Encoding.UTF8.GetString(InputFile.Read(options.Broker, context))));
        TruefillOptions configuration = context.Configuration();
        string directory = StatePlace.Of(context, configuration);
        UtcNanos now = new EngineClock().Now;
        if (statement.AsOf > now.AddNanos(Ahead))
            throw new CliException(
                ExitCode.Usage, $"'as_of' {statement.AsOf} has not come yet: it is {now}", options.Broker,
                "compare a file of a moment that has passed, and look at both clocks");
        ComparisonReport report = Understood(options.Broker, () => StatePlace.Read(directory, state =>
        {
            bool isOfNow = statement.AsOf.IsNone || statement.AsOf >= now;
            Replica replica = isOfNow ? state.Newest() : state.At(statement.AsOf);
            ComparisonReport unsure = new(
                replica.Seq, statement.AsOf.IsNone ? now : statement.AsOf, now, Path.GetFileName(options.Broker), []);
            if (replica.Seq == 0 && !statement.AsOf.IsNone)
                return unsure with { Undetermined = "'as_of' is before the journal's first entry" };
            Replica newest = isOfNow ? replica : state.Newest();
            CheckKnown(statement, newest.Books, configuration);
            return unsure with { Rows = RowsOf(statement, replica.Books, newest.Books, configuration) };
        }));
        string kept = StatePlace.Guard(directory, () => report.Keep(directory));
        Write(report, kept, context);
        return Task.FromResult(report.Status == "match" ? ExitCode.Ok : ExitCode.Difference);
    }

    private static IReadOnlyList<ComparedRow> RowsOf(
        BrokerStatement statement, Domain.Books then, Domain.Books newest, TruefillOptions configuration) =>
        StatementComparison.Compare(
            then,
            newest,
            statement,
            name => AccountOf(name, newest, configuration),
            new Tolerances(
                configuration.Reconciliation.QtyTolerance.Value, configuration.Reconciliation.PnlTolerance));

    private static T Understood<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (BrokerFileException e)
        {
            throw new CliException(ExitCode.Usage, e.Message, file);
        }
    }

    // The broker's own name of an account, or ours; without one, the only account there is.
    private static string AccountOf(string stated, Domain.Books books, TruefillOptions configuration)
    {
        if (stated.Length > 0)
            return configuration.Accounts.FirstOrDefault(a => a.BrokerId == stated)?.Id ?? stated;
        if (configuration.Accounts is [var only]) return only.Id;
        string[] held = Held(books);
        if (held.Length > 1 || configuration.Accounts.Count > 1)
            throw new BrokerFileException("it names no account, and there are several: nothing can be compared");
        return held is [var single] ? single : "default";
    }

    // An empty statement of an account that nobody knows agrees with everything, and says nothing.
    private static void CheckKnown(BrokerStatement statement, Domain.Books books, TruefillOptions configuration)
    {
        string[] held = Held(books);
        foreach (string stated in statement.Accounts)
        {
            if (stated.Length == 0 || statement.Positions.Any(position => position.Account == stated)) continue;
            string account = AccountOf(stated, books, configuration);
            if (!held.Contains(account) && configuration.Accounts.All(known => known.Id != account))
                throw new BrokerFileException($"neither the books nor the configuration know an account '{stated}'");
        }
    }

    private static string[] Held(Domain.Books books) =>
        [.. books.Positions.All.Select(position => books.Names.Of(position.Key.Account)).Distinct()];

    private static void Write(ComparisonReport report, string kept, CommandContext context)
    {
        var table = new TextTable(
        [
            new("account"), new("symbol"), new("expected", Right: true), new("broker", Right: true),
            new("diff", Right: true), new("status"),
        ])
        { Title = $"{report.Status} at sequence {report.Seq}" };
        foreach (ComparedRow row in report.Rows)
        {
            table.Add(
                row.Account, row.Currency is { } currency ? $"cash {currency}" : row.Symbol, Text(row.Expected),
                JsonFields.Text(row.Broker), Text(row.Diff), Words.Of(row.Status));
        }

        context.Output.Write(new CommandResult(json => report.Write(json, kept), table));
        if (report.Undetermined is { } why) context.Note($"nothing was compared: {why}");
        context.Note($"report: {kept}");
    }

    private static string Text(decimal? known) => known is { } amount ? JsonFields.Text(amount) : "";
}
