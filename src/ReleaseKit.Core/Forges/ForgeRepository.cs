namespace ReleaseKit.Core.Forges;

/// <summary>A repository on a forge.</summary>
/// <param name="Kind">The software that hosts it.</param>
/// <param name="Host">The forge's own address without a path of the repository, such as <c>https://github.com</c>; a prefix below which it is installed belongs to it.</param>
/// <param name="Path">Owner and name, such as <c>acme/widgets</c>; GitLab's have more parts where groups are nested.</param>
public sealed record ForgeRepository(ForgeKind Kind, Uri Host, string Path)
{
    /// <summary>Everything before the last slash of <see cref="Path"/>.</summary>
    public string Owner => Path[..Path.LastIndexOf('/')];

    /// <summary>Everything after the last slash of <see cref="Path"/>.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];
}
