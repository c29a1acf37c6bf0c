namespace ReleaseKit.Core.Secrets;

/// <summary>A credential. It prints as <c>***</c>; only <see cref="Reveal"/> gives the value, at the moment of use.</summary>
public sealed class Secret
{
    private readonly string _value;

    /// <summary>Wraps a value read from <paramref name="source"/>, the name of an environment variable.</summary>
    public Secret(string value, string source)
    {
        _value = value;
        Source = source;
    }

    /// <summary>The name of the environment variable it came from.</summary>
    public string Source { get; }

    /// <summary>The value itself, for the child environment or header it was issued for.</summary>
    public string Reveal() => _value;

    /// <summary>Never the value.</summary>
    public override string ToString() => "***";
}
