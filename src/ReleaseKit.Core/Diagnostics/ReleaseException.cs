namespace ReleaseKit.Core.Diagnostics;

/// <summary>Stops a step with one or more coded diagnostics. Anything else that is thrown is a defect.</summary>
public sealed class ReleaseException : Exception
{
    /// <summary>Stops with one diagnostic.</summary>
    public ReleaseException(Diagnostic diagnostic)
        : this([diagnostic])
    {
    }

    /// <summary>Stops with one diagnostic and the exception behind it.</summary>
    public ReleaseException(Diagnostic diagnostic, Exception inner)
        : base(diagnostic.ToString(), inner) => Diagnostics = [diagnostic];

    /// <summary>Stops with several diagnostics, in the order given.</summary>
    public ReleaseException(IReadOnlyList<Diagnostic> diagnostics)
        : base(string.Join('\n', diagnostics)) => Diagnostics = diagnostics;

    /// <summary>What is wrong; never empty.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }
}
