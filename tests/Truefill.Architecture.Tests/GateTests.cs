using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Truefill.Domain.Orders;
using Truefill.Engine;
using Truefill.Server.Http.Problems;

namespace Truefill.Architecture.Tests;

/// <summary>No way to a venue goes past the gate.</summary>
public partial class GateTests
{
    [Fact]
    public void Exactly_one_type_hands_messages_to_venues()
    {
        Rule.Finds(1, Senders([new SourceFile("src/Truefill.Server/Other.cs", "venue.Send(in command);")]));
        Rule.Holds(Senders(Repository.Sources.Where(file =>
            Repository.IsUnder(file.Path, "src/Truefill.Server") || Repository.IsUnder(file.Path, "src/Truefill.Cli"))));
    }

    [Fact]
    public void It_takes_only_what_the_engine_released()
    {
        Type gateway = typeof(Truefill.Server.Venues.VenueGateway);
        IEnumerable<Type> taken = gateway.GetMethods(BindingFlags.Public | BindingFlags.Instance)
            .Where(method => method.Name == "Release")
            .Select(method => method.GetParameters().Single().ParameterType.GetElementType()!);
        Assert.Equal(
            [typeof(ReleasedCommand), typeof(ReleasedQuery)], taken.OrderBy(type => type.Name, StringComparer.Ordinal));
    }

    [Fact]
    public void Only_the_engine_can_make_a_released_command()
    {
        Assert.All(
            typeof(ReleasedCommand).GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance),
            constructor => Assert.True(constructor.IsAssembly));
        Assert.DoesNotContain(
            typeof(ReleasedCommand).Assembly.GetCustomAttributes<System.Runtime.CompilerServices.InternalsVisibleToAttribute>(),
            friend => !friend.AssemblyName.EndsWith(".Tests", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_reason_to_refuse_says_what_it_means()
    {
        string table = DenyReasonReference.AsMarkdown();
        Assert.DoesNotContain("The request is refused.", table, StringComparison.Ordinal);
        Assert.Equal(Enum.GetValues<DenyReason>().Length - 1, table.Split('\n').Count(line => line.StartsWith("| `", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Senders(IEnumerable<SourceFile> files)
    {
        foreach (SourceFile file in files)
        {
            if (file.Path.EndsWith("Venues/VenueGateway.cs", StringComparison.Ordinal)) continue;
            if (SendToVenue().IsMatch(file.Text)) yield return $"{file.Path} sends to a venue past the gateway";
        }
    }

    [GeneratedRegex(@"\b(venue|adapter)\w*\.Send\(", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex SendToVenue();
}
