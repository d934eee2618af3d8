namespace Truefill.Engine.Recovery;

/// <summary>Is told of each input before the facts that it caused.</summary>
public interface IInputListener
{
    void OnInput(in JournaledInput input);
}
