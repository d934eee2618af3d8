using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;

namespace Truefill.Architecture.Tests;

/// <summary>Reads the compiled core: no field, parameter, result or local is a binary fraction, a task or a thread, not
/// even where <c>var</c> or a lambda hides it from the text.</summary>
public class CoreSignatureTests
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
        | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly HashSet<Type> Banned =
    [
        typeof(float), typeof(double), typeof(Half), typeof(Task), typeof(Task<>), typeof(ValueTask), typeof(ValueTask<>),
        typeof(Thread), typeof(CancellationToken), typeof(CancellationTokenSource), typeof(Timer), typeof(Lock),
        typeof(TimeProvider), typeof(Random),
    ];

    [Fact]
    public void The_reading_finds_fields_parameters_results_locals_and_type_arguments()
    {
        Rule.Finds(1, BannedTypesIn(typeof(SampleField)));
        Rule.Finds(2, BannedTypesIn(typeof(SampleSignature)));
        Rule.Finds(1, BannedTypesIn(typeof(SampleLocal)));
        Rule.Finds(1, BannedTypesIn(typeof(SampleArgument)));
        Rule.Holds(BannedTypesIn(typeof(SampleClean)));
    }

    [Theory]
    [InlineData("Truefill.Domain")]
    [InlineData("Truefill.Engine")]
    [InlineData("Truefill.Journal")]
    public void The_core_holds_no_binary_fraction_task_or_thread(string assembly) =>
        Rule.Holds(Assembly.Load(assembly).GetTypes().SelectMany(BannedTypesIn));

    private static IEnumerable<string> BannedTypesIn(Type type)
    {
        foreach (FieldInfo field in type.GetFields(Everything))
        {
            if (IsBanned(field.FieldType))
                yield return $"{type.FullName}.{field.Name}: field of type {field.FieldType.Name}";
        }

        foreach (MethodBase method in type.GetMembers(Everything).OfType<MethodBase>())
        {
            if (method is MethodInfo { ReturnType: var result } && IsBanned(result))
                yield return $"{type.FullName}.{method.Name}: returns {result.Name}";
            foreach (ParameterInfo parameter in method.GetParameters().Where(parameter => IsBanned(parameter.ParameterType)))
                yield return $"{type.FullName}.{method.Name}: parameter {parameter.Name} of type {parameter.ParameterType.Name}";
            foreach (LocalVariableInfo local in method.GetMethodBody()?.LocalVariables.Where(l => IsBanned(l.LocalType)) ?? [])
                yield return $"{type.FullName}.{method.Name}: local of type {local.LocalType.Name}";
        }
    }

    private static bool IsBanned(Type type)
    {
        if (type.HasElementType)
            return IsBanned(type.GetElementType()!);
        if (type.IsGenericType)
            return Banned.Contains(type.GetGenericTypeDefinition()) || type.GetGenericArguments().Any(IsBanned);
        return Banned.Contains(type);
    }

#pragma warning disable CS0649, CA1823, CA1852, CA1812, MA0038, IDE0044, IDE0051, IDE0059, CA1508, CA1802
    private sealed class SampleField
    {
        private static double[]? ratios;

        public static bool Any => ratios is not null;
    }

    private sealed class SampleSignature
    {
        public static Task Start(in float ratio) => Task.FromResult(ratio.Equals(0));
    }

    private sealed class SampleLocal
    {
        public static int Hidden(int a)
        {
            var half = Math.Sqrt(a);
            return half.CompareTo(half + a);
        }
    }

    private sealed class SampleArgument
    {
        public static int Count(Dictionary<string, List<double>> map) => map.Count;
    }

    private sealed class SampleClean
    {
        private readonly decimal price;

        public decimal Times(long qty) => price * qty;
    }
#pragma warning restore
}
