namespace ReleaseKit.Engine.Ecosystems.DotNet.Evaluation;

/// <summary>Whether the elements being walked apply, and why that may be wrong.</summary>
/// <param name="Holds">The best guess of whether they apply.</param>
/// <param name="Doubt">Why the guess may be wrong; null when it is certain.</param>
internal readonly record struct Guard(bool Holds, string? Doubt)
{
    /// <summary>No condition.</summary>
    public static Guard None => new(true, null);

    /// <summary>Whether the elements certainly do not apply, so that they need not be looked at.</summary>
    public bool IsOut => !Holds && Doubt is null;

    /// <summary>This guard with another one inside it.</summary>
    public Guard And(Guard inner) =>
        IsOut || inner.IsOut ? new Guard(false, null) : new Guard(Holds && inner.Holds, Doubt ?? inner.Doubt);

    /// <summary>The other branch.</summary>
    public Guard Not => this with { Holds = !Holds };
}
