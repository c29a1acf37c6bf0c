namespace ReleaseKit.Core.Effects;

/// <summary>
/// One thing that a release does to the world, as data. The set is closed. An executor performs effects or, in a dry run,
/// shows <see cref="Describe"/>; performing one twice does no more than performing it once.
/// </summary>
public abstract record Effect
{
    private protected Effect()
    {
    }

    /// <summary>What will be done, for people; safe to print. It may have several lines and does not end with one.</summary>
    public abstract string Describe();

    /// <inheritdoc/>
    public sealed override string ToString() => Describe();
}
