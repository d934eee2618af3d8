using System.Collections.Generic;
using System.Reflection;
using Truefill.Domain;

namespace Truefill.Engine.Tests.Support;

/// <summary>Keeps every fact it is given, whatever its kind.</summary>
public class FactCatcher : DispatchProxy
{
    private readonly List<object> facts = [];

    public static (IFacts Target, IReadOnlyList<object> Facts) Create()
    {
        IFacts target = Create<IFacts, FactCatcher>();
        return (target, ((FactCatcher)(object)target).facts);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        facts.Add(args![0]!);
        return null;
    }
}
