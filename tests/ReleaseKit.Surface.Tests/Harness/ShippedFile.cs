using System.Xml.Linq;

namespace ReleaseKit.Surface.Tests.Harness;

/// <summary>One props or targets file.</summary>
/// <param name="Name">File name.</param>
/// <param name="Document">Its content, comments included.</param>
internal sealed record ShippedFile(string Name, XDocument Document);
