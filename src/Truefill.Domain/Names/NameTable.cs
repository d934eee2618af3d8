using System.Collections.Generic;
using System.Text;
using Truefill.Domain.State;

namespace Truefill.Domain.Names;

/// <summary>
/// Names of one kind and their dense handles, in the order of registration. Handle 0 is the empty name. Written by
/// <see cref="NameRegistered"/> only; looked up once at the edge, so that nothing behind it compares strings.
/// </summary>
public sealed class NameTable
{
    /// <summary>
    /// In the place of a handle, for a name that nobody has registered: nothing booked has it. It is never journaled.
    /// </summary>
    public const int Unregistered = -1;

    private readonly List<string> names = [""];
    private readonly Dictionary<string, int> handles = new(System.StringComparer.Ordinal) { [""] = 0 };

    /// <summary>Number of handles in use, the empty name included.</summary>
    public int Count => names.Count;

    public string this[int handle] => names[handle];

    public bool TryGet(string name, out int handle) => handles.TryGetValue(name, out handle);

    /// <summary>For what only looks for the name: its handle, or <see cref="Unregistered"/>.</summary>
    public int HandleOf(string name) => handles.GetValueOrDefault(name, Unregistered);

    public void Save(IStateWriter writer)
    {
        writer.Unsigned((ulong)names.Count - 1);
        for (int i = 1; i < names.Count; i++) writer.Text(Encoding.UTF8.GetBytes(names[i]));
    }

    public void Load(IStateReader reader)
    {
        for (int count = reader.ReadInt(); count > 0; count--) Add(names.Count, Encoding.UTF8.GetString(reader.Text()));
    }

    internal void Add(int handle, string name)
    {
        Invariant.Holds(handle == names.Count, "names are registered in handle order");

        // The process's one string of that name: whoever carries the same is compared by reference.
        string own = string.Intern(name);
        names.Add(own);
        handles.Add(own, handle);
    }
}
