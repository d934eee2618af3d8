using System.Collections.Generic;
using System.Reflection;

namespace Truefill.Domain.Tests.Positions;

/// <summary>Hands every fact on to the books and remembers it.</summary>
public class FactRecorder : DispatchProxy
{
    private Books books = new();

    public List<object> Facts { get; } = [];

    public static IFacts Over(Books books, out FactRecorder recorder)
    {
        IFacts facts = Create<IFacts, FactRecorder>();
        recorder = (FactRecorder)(object)facts;
        recorder.books = books;
        return facts;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        Facts.Add(args![0]!);
        return targetMethod!.Invoke(books, args);
    }
}
