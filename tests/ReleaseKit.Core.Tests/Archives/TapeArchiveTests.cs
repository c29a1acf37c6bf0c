using System.Formats.Tar;
using System.Text;
using ReleaseKit.Core.Archives;

namespace ReleaseKit.Core.Tests.Archives;

public sealed class TapeArchiveTests
{
    private static readonly string LongName = string.Concat(Enumerable.Repeat("folder-of-some-length/", 12)) + "größe.txt";

    [Theory]
    [InlineData(TarEntryFormat.Ustar)]
    [InlineData(TarEntryFormat.Pax)]
    [InlineData(TarEntryFormat.Gnu)]
    [InlineData(TarEntryFormat.V7)]
    public void EveryFormatIsRead(TarEntryFormat format) =>
        Names(Archive(format, "a.txt", "lib/b.txt")).ShouldBe(["a.txt 0 'a.txt!'", "lib/b.txt 0 'lib/b.txt!'"]);

    [Theory]
    [InlineData(TarEntryFormat.Pax)]
    [InlineData(TarEntryFormat.Gnu)]
    public void LongNamesAreWhole(TarEntryFormat format) =>
        Names(Archive(format, LongName, "b")).ShouldBe([$"{LongName} 0 '{LongName}!'", "b 0 'b!'"]);

    [Fact]
    public void PrefixesBelongToNames()
    {
        var name = $"{new string('p', 120)}/{new string('n', 80)}";
        Names(Archive(TarEntryFormat.Ustar, name)).ShouldBe([$"{name} 0 '{name}!'"]);
    }

    /// <summary>The headers of pub: version <c>"0 "</c>, numbers with blanks around them.</summary>
    [Fact]
    public void HeadersOfAnUnknownVersionAreRead()
    {
        var archive = Archive(TarEntryFormat.Ustar, "a.txt");
        (archive[263], archive[264]) = ((byte)'0', (byte)' ');
        Encoding.ASCII.GetBytes("        6   ").CopyTo(archive, 124);
        var sum = archive.Take(512).Select((b, i) => i is >= 148 and < 156 ? 32 : (int)b).Sum();
        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(7) + " ").CopyTo(archive, 148);
        Names(archive).ShouldBe(["a.txt 0 'a.txt!'"]);
    }

    [Fact]
    public void WhatIsNoArchiveIsRefused()
    {
        var archive = Archive(TarEntryFormat.Ustar, "a.txt");
        Should.Throw<InvalidDataException>(() => Names(archive[..700]));
        Should.Throw<InvalidDataException>(() => Names(archive[..300]));
        Should.Throw<InvalidDataException>(() => Names(Encoding.ASCII.GetBytes(new string('x', 2048))));
        Should.Throw<InvalidDataException>(() => TapeArchive.Read(new MemoryStream(archive), largestEntry: 3).ToArray());
        Names([]).ShouldBeEmpty();
    }

    private static string[] Names(byte[] archive) =>
        [.. TapeArchive.Read(new MemoryStream(archive)).Select(f => $"{f.Name} {f.Kind} '{Encoding.UTF8.GetString(f.Content.Span)}'")];

    private static byte[] Archive(TarEntryFormat format, params string[] names)
    {
        using var content = new MemoryStream();
        using (var tar = new TarWriter(content, format, leaveOpen: true))
        {
            foreach (var name in names)
            {
                var data = new MemoryStream(Encoding.UTF8.GetBytes(name + "!"));
                TarEntry entry = format switch
                {
                    TarEntryFormat.Pax => new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = data },
                    TarEntryFormat.Gnu => new GnuTarEntry(TarEntryType.RegularFile, name) { DataStream = data },
                    TarEntryFormat.V7 => new V7TarEntry(TarEntryType.V7RegularFile, name) { DataStream = data },
                    _ => new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = data },
                };
                tar.WriteEntry(entry);
            }
        }

        return content.ToArray();
    }
}
