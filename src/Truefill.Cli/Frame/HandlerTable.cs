using System;
using System.Collections.Generic;

namespace Truefill.Cli.Frame;

/// <summary>Which commands exist in this build. A command without a handler is planned, in help and when
/// called.</summary>
internal sealed class HandlerTable
{
    private readonly Dictionary<Type, Func<object>> makers = [];

    /// <summary>The handler is made when its command runs, not before: start-up pays for one.</summary>
    public HandlerTable Add<TOptions>(Func<IHandler<TOptions>> make)
    {
        makers[typeof(TOptions)] = make;
        return this;
    }

    public bool Has(Type options) => makers.ContainsKey(options);

    public IHandler<TOptions>? Find<TOptions>() =>
        makers.TryGetValue(typeof(TOptions), out Func<object>? make) ? (IHandler<TOptions>)make() : null;
}
