namespace ReleaseKit.Engine.Migrating;

/// <summary>Something another tool's configuration says that no key takes the place of.</summary>
/// <param name="Source">Where it is: <c>file:line</c> and the tool's own key.</param>
/// <param name="Text">What becomes of it, for people.</param>
public sealed record MigrationNote(string Source, string Text);
