using Truefill.Engine.Recovery;

namespace Truefill.Engine.Reading;

/// <summary>Tells two of each input, in order.</summary>
internal sealed class InputTee(IInputListener first, IInputListener second) : IInputListener
{
    public void OnInput(in JournaledInput input)
    {
        first.OnInput(in input);
        second.OnInput(in input);
    }
}
